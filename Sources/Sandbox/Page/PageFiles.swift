import Foundation

/// The files of the page: built into the program, or read from a folder while one works on them.
struct PageFiles: Sendable {
    /// The folder to read from; nil: the files built in.
    var folder: URL?

    /// The file of a name with its reply headers; nil when there is none.
    func reply(_ name: String) -> Reply? {
        guard let type = Self.types[URL(fileURLWithPath: name).pathExtension], let body = body(name) else { return nil }
        return Reply(status: 200, headers: Self.headers, contentType: type, body: body)
    }

    private func body(_ name: String) -> Data? {
        if name == Self.bundle { return folder == nil ? Self.embeddedBundle : Data(joined.utf8) }
        guard let folder else { return Self.embedded[name].map { Data($0) } }
        guard !name.contains("/"), !name.hasPrefix(".") else { return nil }
        return try? Data(contentsOf: folder.appending(path: name))
    }

    /// The name of all modules in one file.
    private static let bundle = "page.js"
    private static let embeddedBundle = Data(PageFiles().joined.utf8)

    private var joined: String {
        PageBundle.script(from: "main") { name in body("\(name).js").map { String(decoding: $0, as: UTF8.self) } }
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    /// Scripts, styles and connections of the sandbox itself only, and nothing inline.
    private static let headers = [
        (
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ]

    static let embedded: [String: [UInt8]] = [
        "index.html": PackageResources.index_html, "style.css": PackageResources.style_css,
        "icon.svg": PackageResources.icon_svg, "main.js": PackageResources.main_js,
        "state.js": PackageResources.state_js, "api.js": PackageResources.api_js,
        "dom.js": PackageResources.dom_js, "markdown.js": PackageResources.markdown_js,
        "places.js": PackageResources.places_js, "messages.js": PackageResources.messages_js,
        "message.js": PackageResources.message_js, "embed.js": PackageResources.embed_js,
        "components.js": PackageResources.components_js, "menu.js": PackageResources.menu_js,
        "composer.js": PackageResources.composer_js, "commands.js": PackageResources.commands_js,
        "members.js": PackageResources.members_js, "traffic.js": PackageResources.traffic_js,
        "trouble.js": PackageResources.trouble_js, "bot.js": PackageResources.bot_js,
        "story.js": PackageResources.story_js, "form.js": PackageResources.form_js,
        "files.js": PackageResources.files_js,
    ]
}
