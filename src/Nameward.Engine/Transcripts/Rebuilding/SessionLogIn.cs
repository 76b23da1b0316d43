using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What a session of iodine shows of its log-in, by which the parts of one session are found that went in DNS and in datagrams of their own.</summary>
/// <param name="User">Number that the server gave.</param>
/// <param name="IsRaw">Whether it went in datagrams of their own.</param>
sealed record SessionLogIn(int User, bool IsRaw)
{
    /// <summary>The challenge of the server; null where it was not seen.</summary>
    public uint? Challenge { get; init; }

    /// <summary>The server's own address, which it told; of no address where it was not seen.</summary>
    public Address Server { get; init; }

    /// <summary>The first digest with which the client logged in; null where none was seen.</summary>
    public byte[]? Digest { get; init; }
}
