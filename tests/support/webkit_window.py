#!/usr/bin/python3
"""A window of the distribution's WebKit, which WebKitWebDriver starts and drives for `webkit.py`.

In: a folder for what the browser keeps. The system's own Python runs it, for that has what the distribution ships for WebKit.
Out: what the page says to the console, on standard output, and the page on A4 in a file: its address is posted to `print`, and
comes out again on a line of its own when the file is there. The driver itself can do neither.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402


def window_in(home: str) -> WebKit2.WebView:
    # The console of an ephemeral context is not written.
    kept = WebKit2.WebsiteDataManager(base_data_directory=home, base_cache_directory=home)
    context = WebKit2.WebContext(website_data_manager=kept)
    context.set_automation_allowed(True)
    content = WebKit2.UserContentManager()
    content.register_script_message_handler("print")
    view = WebKit2.WebView(
        web_context=context,
        user_content_manager=content,
        is_controlled_by_automation=True,
        settings=WebKit2.Settings(enable_write_console_messages_to_stdout=True),
    )
    context.connect("automation-started", lambda _, session: begin(session, view))
    content.connect("script-message-received::print", lambda _, message: print_page(view, message))
    return view


def begin(session: WebKit2.AutomationSession, view: WebKit2.WebView) -> None:
    about = WebKit2.ApplicationInfo()
    about.set_name("window")
    session.set_application_info(about)
    session.connect("create-web-view", lambda _: view)


def print_page(view: WebKit2.WebView, message: WebKit2.JavascriptResult) -> None:
    address = message.get_js_value().to_string()
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set("output-uri", address)
    settings.set("output-file-format", "pdf")
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize.new("iso_a4"))
    printing = WebKit2.PrintOperation.new(view)
    printing.set_print_settings(settings)
    printing.set_page_setup(paper)
    printing.connect("finished", lambda _: print(address, flush=True))
    printing.print_()


window = Gtk.Window()
window.set_default_size(1024, 768)
window.add(window_in(sys.argv[1]))
window.show_all()
GLib.MainLoop().run()
