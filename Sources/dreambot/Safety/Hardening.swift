import CLinux
import Foundation

/// What the process gives up before it does anything else.
struct Hardening {
    /// Done once, by the first who asks.
    static let current = Hardening()

    /// The variables that were removed from the environment, by name.
    let ignoredVariables: [String]

    private init() {
        // Threads begin later.
        clinux_keep_heap_small()
        // Files are private from their first moment.
        umask(0o077)
        // Memory holds the token: no core dump, and no debugger of the same user.
        _ = clinux_forbid_dumps()
        // libdispatch would write a line on standard error for every thread whose priority the unit does not let it set.
        setenv("LIBDISPATCH_LOG", "NO", 0)
        ignoredVariables = ProcessInfo.processInfo.environment.keys.filter(Self.isIgnored).sorted()
        for name in ignoredVariables { unsetenv(name) }
    }

    /// Variables by which libraries write down keys and traffic, load code, or change their defaults. `SSL_CERT_FILE`,
    /// `SSL_CERT_DIR` and the proxies stay.
    ///
    /// Sources: https://curl.se/libcurl/c/libcurl-env.html, https://docs.openssl.org/3.0/man7/openssl-env/,
    /// https://www.gnutls.org/manual/html_node/Debugging-and-auditing.html, https://www.sqlite.org/tempfiles.html
    static func isIgnored(_ name: String) -> Bool {
        let names = ["SSLKEYLOGFILE", "QLOGDIR", "CTLOG_FILE", "LDAPCONF", "LDAPRC", "GCONV_PATH", "HOSTALIASES"]
        let prefixes = [
            "OPENSSL_", "GNUTLS_", "CURL_", "SQLITE_", "NSS_", "KRB5", "SASL_", "P11_KIT_", "NETTLE_", "LIBSSH2_",
        ]
        // The curl tool's; libcurl does not read it.
        guard name != "CURL_CA_BUNDLE" else { return false }
        return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    /// Removes the token from the environment, also from what /proc shows of it.
    static func forgetToken() {
        guard let value = getenv("DISCORD_TOKEN") else { return }
        memset(value, 0, strlen(value))
        unsetenv("DISCORD_TOKEN")
    }
}
