package io.credence.risk.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Logging of plain commands, which have no Quarkus to set it up: one line each, on standard error. */
final class Logs {

    private Logs() {}

    /** Must come before the first line is logged. Libraries speak only when something is wrong. */
    static void toStandardError() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        LogContext context = LogContext.getLogContext();
        Logger root = context.getLogger("");
        root.setHandlers(new Handler[] {
            new ConsoleHandler(
                    ConsoleHandler.Target.SYSTEM_ERR, new PatternFormatter("%d{yyyy-MM-dd HH:mm:ss} %-5p %s%e%n"))
        });
        root.setLevel(Level.WARNING);
        context.getLogger("io.credence").setLevel(Level.INFO);
    }
}
