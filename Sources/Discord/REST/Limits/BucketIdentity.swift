/// Which bucket a request belongs to: its name, and the resource by which Discord splits it.
struct BucketIdentity: Sendable, Hashable {
    /// The bucket's name, and who gave it.
    enum Name: Sendable, Hashable {
        /// We did: the common key of its routes.
        case key(String)
        /// The server did, in `X-RateLimit-Bucket`.
        case hash(String)
    }

    /// The name.
    var name: Name
    /// The resource.
    var major: Route.MajorParameter

    /// The bucket of the same resource that the server calls `hash`.
    func renamed(_ hash: String) -> BucketIdentity {
        BucketIdentity(name: .hash(hash), major: major)
    }
}
