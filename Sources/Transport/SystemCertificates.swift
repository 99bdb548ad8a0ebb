import CCurl
import Glibc

/// The system's trusted certificates, as libcurl was built to find them: in one file and, on many systems, also in a folder
/// with a file for each.
///
/// OpenSSL parses the whole file for every connection, and keeps it as long as that: some 140 certificates, 1 MB. In the
/// folder it looks for the one it needs, by a hash of its name.
enum SystemCertificates {
    /// Whether the folder holds everything that the file does, so that the file is not needed.
    static let areInFolder: Bool = {
        // Other TLS libraries read the whole folder.
        guard let folder = ccurl_openssl_folder(), let file = ccurl_openssl_file() else { return false }
        return isComplete(folder: String(cString: folder), file: String(cString: file))
    }()

    /// Whether a folder has at least as many certificates by their hash (`002c0b4f.0`) as a file has in all.
    static func isComplete(folder: String, file: String) -> Bool {
        guard let count = certificates(in: file), count > 0, let list = opendir(folder) else { return false }
        defer { closedir(list) }
        var found = 0
        while let entry = readdir(list) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if isHash(name) { found += 1 }
        }
        return found >= count
    }

    private static func isHash(_ name: [UInt8]) -> Bool {
        name.count >= 10 && name[8] == UInt8(ascii: ".") && name[9...].allSatisfy { (48...57).contains($0) }
            && name[..<8].allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The number of certificates in a PEM file; nil when it cannot be read.
    private static func certificates(in file: String) -> Int? {
        guard let stream = fopen(file, "re") else { return nil }
        defer { fclose(stream) }
        var (line, capacity, count) = (UnsafeMutablePointer<CChar>?.none, 0, 0)
        defer { free(line) }
        while getline(&line, &capacity, stream) > 0 {
            if let line, strncmp(line, "-----BEGIN ", 11) == 0, strstr(line, "CERTIFICATE-----") != nil { count += 1 }
        }
        return count
    }
}
