using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>
/// How often each content is known: which rows of a source are new. A content is a row that may stand in a file several times; the k-th of a file is new where
/// fewer than k are known. So a file that overlaps another adds what it has more, and lines that are alike within one file all count. Which row of
/// those that are alike is taken for the new one makes no difference: they are alike.
/// </summary>
/// <param name="fingerprints">The fingerprints of a day that are known.</param>
sealed class KnownRows(Func<DateOnly, IEnumerable<ReadOnlyMemory<byte>>> fingerprints)
{
    const int ShardBits = 6;

    readonly Shard[] _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new Shard())];
    readonly ConcurrentDictionary<DateOnly, Lazy<bool>> _days = [];
    readonly Lock _reading = new();

    /// <summary>Why what is known of a day could not be read; null where it could. Nothing that was gathered may be kept then.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Reads what is known of a day, once. To be called before a row of that day is asked for; fingerprints hold the time, so those of other days are others.</summary>
    public void Open(DateOnly day) => _ = _days.GetOrAdd(day, static (day, rows) => new(() => rows.Read(day)), this).Value;

    /// <summary>Whether a row is new; from then on it is known.</summary>
    /// <param name="fingerprint">Its content.</param>
    /// <param name="member">Which file of an archive it stands in; 0 outside of archives.</param>
    public bool IsNew(ulong fingerprint, int member)
    {
        var shard = _shards[fingerprint >> (64 - ShardBits)];
        lock (shard.Gate)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(shard.Counts, fingerprint, out _);
            var met = member == 0 ? ++count.Met : ++CollectionsMarshal.GetValueRefOrAddDefault(shard.MetInMembers, (fingerprint, member), out _);
            if (met <= count.Known)
            {
                return false;
            }
            count.Known = met;
            return true;
        }
    }

    // The store is asked by one thread at a time.
    bool Read(DateOnly day)
    {
        lock (_reading)
        {
            try
            {
                foreach (var run in fingerprints(day))
                {
                    FingerprintRun.Read(run.Span, Add);
                }
                return true;
            }
            catch (Exception fault) when (fault is UserError or InvalidDataException)
            {
                Failure ??= fault;
                throw;
            }
        }
    }

    void Add(ulong fingerprint)
    {
        var shard = _shards[fingerprint >> (64 - ShardBits)];
        lock (shard.Gate)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(shard.Counts, fingerprint, out _).Known++;
        }
    }

    struct Count
    {
        public int Known;
        public int Met;
    }

    sealed class Shard
    {
        public Lock Gate { get; } = new();
        public Dictionary<ulong, Count> Counts { get; } = [];
        public Dictionary<(ulong Fingerprint, int Member), int> MetInMembers { get; } = [];
    }
}
