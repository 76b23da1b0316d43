namespace Nameward.Engine.Rollups;

/// <summary>
/// How much the rollups may hold, set before the first record and never changed by what is in use. What is left out when there is more depends on the
/// evidence alone: of a client that asks for more than its share, the keys with the lowest hashes are kept; the share is the largest power of two under
/// which all clients together fit. So one client's flood costs nobody else anything.
/// </summary>
public sealed record RollupLimits
{
    /// <summary>What the program needs beside its tables: the runtime, blocks being read, what is kept of answers, judging and the report.</summary>
    const long Beside = 224L << 20;

    /// <summary>Least memory that can be asked for.</summary>
    public const long Least = 512L << 20;

    /// <summary>Memory where none is asked for: 4 GiB, the same on every machine, so that results are.</summary>
    public const long Usual = 4L << 30;

    /// <summary>What a client costs apart from the zones that it asked for: its uses of servers.</summary>
    internal const long BytesOfClient = 4096;

    /// <summary>Most uses of servers that are told apart of one client, by server, day and lane.</summary>
    internal const int ServersOfClient = 4096;

    RollupLimits(long memory, long bytes)
    {
        (Memory, Bytes) = (memory, bytes);
        Clients = (int)Math.Min(Bytes / 2 / BytesOfClient, 1 << 20);
    }

    /// <summary>Bytes of memory that were asked for.</summary>
    public long Memory { get; }

    /// <summary>What the keys of the pair table may cost together. A table that is full holds a quarter more for a while, and its memory grows in steps of a quarter.</summary>
    internal long Bytes { get; }

    /// <summary>Most clients; of more, those with the lowest hashes.</summary>
    internal int Clients { get; }

    /// <summary>Limits where nothing is asked for.</summary>
    public static RollupLimits Default { get; } = Of(Usual);

    /// <summary>Limits for so many bytes of memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="Least"/>.</exception>
    public static RollupLimits Of(long memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, Least);
        return new(memory, (memory - Beside) / 2);
    }

    /// <summary>Limits for keys that may cost so many bytes, and nothing beside them.</summary>
    internal static RollupLimits OfKeys(long bytes) => new(bytes, bytes);
}
