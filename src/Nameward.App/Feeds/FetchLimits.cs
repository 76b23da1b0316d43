namespace Nameward.App.Feeds;

/// <summary>How long and how much a feed may take.</summary>
sealed record FetchLimits
{
    /// <summary>To connect, TLS included.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From one byte to the next, and up to the first.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One request altogether.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest wait that a server may ask for before the program gives up for now.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is asked again where the server says when.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Redirects that are followed.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Bytes as they come over the network or lie in a file: 64 MB.</summary>
    public long Packed { get; init; } = 64 << 20;

    /// <summary>Bytes when unpacked: 256 MB.</summary>
    public long Unpacked { get; init; } = 256 << 20;

    /// <summary>Pages of a TAXII collection, and events of a MISP feed.</summary>
    public int Pages { get; init; } = 10_000;
}
