/** The command {@code adamant}: parses the command line, calls the system, prints. */
package dev.adamant.cli;
