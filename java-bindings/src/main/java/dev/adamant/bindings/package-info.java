/**
 * Bindings of libadamant and of OpenCL through the Foreign Function and Memory API: one class per C
 * header, with the names of the header, and no policy; and what turns OpenCL's statuses into
 * exceptions, its handles into objects that an arena owns, and its answers into Java's types.
 */
package dev.adamant.bindings;
