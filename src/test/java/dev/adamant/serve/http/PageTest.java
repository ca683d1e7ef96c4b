package dev.adamant.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in a real browser, in front of a real server. */
class PageTest {

  private static final String WITH_TOKEN = "/#token=" + AdminRig.TOKEN;

  private static AdminRig rig;
  private static PageBrowser browser;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    browser = new PageBrowser();
    rig = new AdminRig(folder);
    rig.publish(1.01);
    rig.publish(-9);
    rig.publish(1.02);
    rig.revoke(4);
  }

  @AfterAll
  static void stop() throws IOException {
    try {
      if (browser != null) {
        browser.close();
      }
    } finally {
      if (rig != null) {
        rig.close();
      }
    }
  }

  @AfterEach
  void nothingWentElsewhere() {
    String origin = rig.address("/");
    assertThat(browser.requested())
        .isNotEmpty()
        .allMatch(address -> address.startsWith(origin) || address.startsWith("data:"));
  }

  private static void openWithToken() {
    browser.open(rig.address(WITH_TOKEN));
    browser.awaitText("#connection", "Connected");
  }

  @Test
  void versionsComeInAndGoBackByKeyboardAlone() throws Exception {
    openWithToken();
    browser.awaitText("#live-version", "1");
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(rig.address("/"));
    assertThat(browser.text("#health")).isEqualTo("Answering");
    assertThat(browser.text("#versions tr[data-key='4']")).contains("its samples were mislabelled");

    browser.tabTo("Rotate to 2…");
    browser.press(Keys.ENTER);
    browser.awaitText("#rotate-title", "Rotate irises to version 2?");
    browser.press(Keys.ESCAPE);
    browser.await("the dialog is closed", () -> !browser.find("#rotate-dialog").isDisplayed());
    assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Rotate to 2…");
    assertThat(rig.model().at("/live/version").intValue()).as("Escape is a no").isEqualTo(1);

    browser.press(Keys.ENTER);
    browser.awaitText("#rotate-dialog", "version 1, which keeps answering");
    browser.press(Keys.ENTER);
    browser.awaitText("#message", "Version 2 of irises is live.");
    browser.awaitText("#live-version", "2");
    assertThat(rig.model().at("/live/version").intValue()).isEqualTo(2);
    assertThat(browser.text("#history li:first-child")).contains("Rotated").contains("1 → 2");
    browser.await(
        "the focus is on what became of it",
        () -> browser.driver().switchTo().activeElement().getText().contains("is live"));

    browser.tabTo("Roll back to 1…");
    browser.press(Keys.ENTER);
    browser.awaitText("#rollback-title", "Roll irises back to version 1?");
    browser.press(Keys.ENTER);
    browser.awaitText("#message", "Rolled irises back: version 1 is live.");
    browser.awaitText("#live-version", "1");
    assertThat(browser.text("#history li:first-child")).contains("Rolled back").contains("2 → 1");
    assertThat(browser.complaints()).isEmpty();

    browser.tabTo("Rotate to 3…");
    browser.press(Keys.ENTER);
    browser.awaitText("#rotate-title", "Rotate irises to version 3?");
    browser.press(Keys.ENTER);
    browser.awaitText("#message", "Version 3 of irises was refused, version 1 stays live: KL(live");
    browser.awaitText("#history li:first-child", "Refused");
    assertThat(browser.text("#history li:first-child .reason")).contains("nats a sample");
    assertThat(browser.find(".checks").isDisplayed()).isFalse();
    browser.driver().executeScript("document.querySelector('#history summary').focus()");
    browser.press(Keys.ENTER);
    browser.awaitText("#history li:first-child .failed", "threshold");
    assertThat(browser.text("#live-version")).contains("1");
    assertThat(browser.complaints())
        .as("the status of the refusal")
        .allMatch(m -> m.contains("409"));
  }

  @Test
  void limitsOfTheGateAreTheReaders() {
    openWithToken();
    browser.await("there are buttons", () -> !browser.text("#versions").isEmpty());
    browser.find("[data-action='rotate'][data-version='2']").click();
    browser.find("#rotate-dialog summary").click();
    assertThat(browser.find("#max-divergence").getAttribute("value")).isEqualTo("0.1");
    browser.find("#max-divergence").clear();
    browser.find("#max-divergence").sendKeys("0");
    browser.find("#rotate-dialog .primary").click();
    browser.awaitText("#message", "was refused");
    assertThat(browser.text("#message")).contains("at most 0.000 is let in");
    assertThat(browser.complaints()).allMatch(m -> m.contains("409"));
  }

  @Test
  void wrongTokenIsAskedForAgain() {
    browser.open(rig.address("/#token=another-token-0123456789"));
    browser.await("the form is there", () -> browser.find("#sign-in").isDisplayed());
    browser.awaitText("#token-error", "token");
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(rig.address("/"));
    assertThat(browser.text("#content")).isEmpty();
    assertThat(browser.complaints()).allMatch(m -> m.contains("403"));
    browser.press(AdminRig.TOKEN, Keys.ENTER);
    browser.awaitText("#connection", "Connected");
    browser.awaitText("#content", "Versions");
    assertThat(browser.find("#sign-in").isDisplayed()).isFalse();
    browser.driver().navigate().refresh();
    browser.awaitText("#content", "Versions");
    browser.find("#sign-out").click();
    assertThat(browser.find("#sign-in").isDisplayed()).isTrue();
    browser.driver().navigate().refresh();
    assertThat(browser.find("#sign-in").isDisplayed()).as("the token is forgotten").isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void isLegibleInEveryWidthAndLight() {
    openWithToken();
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1280, 700, 360}) {
        browser.show(width, scheme);
        browser.await(
            "the charts are as wide as there is room for",
            () ->
                (boolean)
                    browser
                        .driver()
                        .executeScript(
                            "return document.documentElement.scrollWidth <= innerWidth"));
        assertThat(browser.faintTexts()).as(scheme + " " + width).isEmpty();
      }
    }
    assertThat(browser.namelessThings()).isEmpty();
    browser.show(1280, "light");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void lostConnectionIsTold() {
    openWithToken();
    browser.connect(false);
    browser.awaitText("#connection", "Connection lost");
    assertThat(browser.text("#live-version")).as("what was known stays").contains("1");
    browser.connect(true);
    browser.awaitText("#connection", "Connected");
    assertThat(browser.complaints()).allMatch(m -> m.contains("ERR_INTERNET_DISCONNECTED"));
  }
}
