package dev.adamant.serve.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Chromium without a screen, and what a person does with it. */
final class PageBrowser implements AutoCloseable {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_TABS = 80;

  /** Held, for loggers that nobody holds are forgotten with their levels. */
  private static final Logger LIBRARY = Logger.getLogger("org.openqa.selenium");

  private final Path folder;
  private final ChromeDriver driver;

  /** Starts one, with a new profile. */
  PageBrowser() throws IOException {
    for (Path file : List.of(BROWSER, DRIVER)) {
      if (!Files.isExecutable(file)) {
        throw new IOException(
            file + " is missing; install it with: apt-get install -y chromium chromium-driver");
      }
    }
    // That it knows no newer protocol of the developers' tools: none is used through it.
    LIBRARY.setLevel(Level.SEVERE);
    folder = Files.createTempDirectory("browser");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,900",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withEnvironment(Map.of("TMPDIR", folder.toString()))
            .build();
    driver = new ChromeDriver(service, options);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Opens an address anew: the same one with another fragment would not be loaded again. */
  void open(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** The text that is shown there; empty where nothing is. */
  String text(String selector) {
    try {
      List<WebElement> found = driver.findElements(By.cssSelector(selector));
      return found.isEmpty() ? "" : found.getFirst().getText();
    } catch (StaleElementReferenceException e) {
      return "";
    }
  }

  /** Waits until it holds. */
  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "waited in vain until " + what + "; the page has:\n" + text("body"));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while waiting until " + what, e);
      }
    }
  }

  void awaitText(String selector, String part) {
    await(selector + " has " + part, () -> text(selector).contains(part));
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Goes on by the tabulator to what has this text, and checks that the focus is seen there. */
  void tabTo(String name) {
    for (int i = 0; i < MOST_TABS; i++) {
      press(Keys.TAB);
      Object found = driver.executeScript(FOCUSED);
      List<?> focused = (List<?>) found;
      if (!(boolean) focused.get(1)) {
        throw new AssertionError("no outline shows the focus on " + focused.get(0));
      }
      if (focused.get(0).equals(name)) {
        return;
      }
    }
    throw new AssertionError("the tabulator does not lead to " + name);
  }

  private static final String FOCUSED =
      """
      const e = document.activeElement;
      const label = e.labels?.[0]?.firstChild.textContent ?? e.textContent;
      const style = getComputedStyle(e);
      const isSeen = e === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
      return [label.trim(), isSeen];
      """;

  /** Text whose contrast to what is behind it is below 4.5:1 (WCAG 2.2, 1.4.3). */
  List<?> faintTexts() {
    return (List<?>) driver.executeScript(CONTRAST);
  }

  private static final String CONTRAST =
      """
      const rgba = (text) => {
        const n = text.match(/[\\d.]+/g).map(Number);
        return [n[0], n[1], n[2], n[3] ?? 1];
      };
      const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
      const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      const luminance = ([r, g, b]) =>
        0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
      const behind = (e) => {
        const layers = [];
        for (let at = e; at !== null; at = at.parentElement) {
          layers.push(rgba(getComputedStyle(at).backgroundColor));
          if (layers.at(-1)[3] === 1) break;
        }
        return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
      };
      const faint = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const e = walk.currentNode.parentElement;
        const isShown = e.checkVisibility({ visibilityProperty: true }) && !e.closest('.hidden, .skip, noscript');
        if (walk.currentNode.data.trim() === '' || !isShown || e.tagName === 'title') continue;
        const style = getComputedStyle(e);
        const ground = behind(e);
        const ink = over(rgba(e instanceof SVGElement ? style.fill : style.color), ground);
        const [low, high] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
        const ratio = (high + 0.05) / (low + 0.05);
        if (ratio < 4.5) faint.push(walk.currentNode.data.trim() + ' ' + ratio.toFixed(2));
      }
      return faint;
      """;

  /** Controls without a name, and pictures without one. */
  List<?> namelessThings() {
    return (List<?>)
        driver.executeScript(
            """
            const bare = [];
            for (const e of document.querySelectorAll('button, summary, input, meter, progress, svg, table, dialog, nav')) {
              const name = e.getAttribute('aria-label') ?? e.getAttribute('aria-hidden')
                ?? e.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id).textContent).join(' ')
                ?? e.labels?.[0]?.textContent ?? e.caption?.textContent ?? e.textContent;
              if (name.trim() === '') bare.push(e.outerHTML);
            }
            return bare;
            """);
  }

  /** Another width, and light or dark. */
  void show(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Whether the network is there. */
  void connect(boolean there) {
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** What went wrong by the console since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Addresses that pages, but those of the browser's own, asked for since the last call. */
  List<String> requested() {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get("performance")) {
      JsonNode message = JsonMapper.shared().readTree(entry.getMessage()).get("message");
      if (message.get("method").stringValue().equals("Network.requestWillBeSent")
          && !message.at("/params/documentURL").stringValue().startsWith("chrome:")) {
        addresses.add(message.at("/params/request/url").stringValue());
      }
    }
    return addresses;
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A process of the browser that has not ended yet is at work there: what it leaves may stay.
    }
  }
}
