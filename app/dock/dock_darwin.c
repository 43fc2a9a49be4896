#include <objc/message.h>
#include <objc/runtime.h>

#include "_cgo_export.h"

/* opened is application:openFiles: of NSApplicationDelegate. */
static void opened(id delegate, SEL message, id application, id files) {
	(void)delegate, (void)message;
	SEL path = sel_registerName("fileSystemRepresentation"), at = sel_registerName("objectAtIndex:");
	unsigned long count = ((unsigned long (*)(id, SEL))objc_msgSend)(files, sel_registerName("count"));
	for (unsigned long i = 0; i < count; i++) {
		id file = ((id (*)(id, SEL, unsigned long))objc_msgSend)(files, at, i);
		catchlightOpened(((char *(*)(id, SEL))objc_msgSend)(file, path));
	}
	/* 0 is NSApplicationDelegateReplySuccess. */
	((void (*)(id, SEL, unsigned long))objc_msgSend)(application, sel_registerName("replyToOpenOrPrint:"), 0);
}

/* The delegate is GLFW's, whose class is there from the program's start on. Where that is called
 * otherwise one day, nothing happens: sending to no class does nothing. */
void catchlightListen(void) {
	Class delegate = objc_getClass("GLFWApplicationDelegate");
	if (delegate != 0) class_addMethod(delegate, sel_registerName("application:openFiles:"), (IMP)opened, "v@:@@");
}
