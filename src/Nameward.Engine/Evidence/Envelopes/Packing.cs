namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>What stands around deflate data.</summary>
enum Packing
{
    /// <summary>Nothing: one stream (RFC 1951).</summary>
    Bare,
    /// <summary>Members with heads and check sums, one behind the other (RFC 1952).</summary>
    Gzip,
}
