/// Which bucket a request falls into: a name and the resource that splits it.
struct BucketIdentity: Sendable, Hashable {
    /// Who named the bucket.
    enum Name: Sendable, Hashable {
        /// We did: its routes' common key.
        case key(String)
        /// The server did, by `X-RateLimit-Bucket`.
        case hash(String)
    }

    /// The name.
    var name: Name
    /// The resource.
    var major: Route.MajorParameter

    /// The bucket that the server calls `hash`, of the same resource.
    func renamed(_ hash: String) -> BucketIdentity {
        BucketIdentity(name: .hash(hash), major: major)
    }
}
