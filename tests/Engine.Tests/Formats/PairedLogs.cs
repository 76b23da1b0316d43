using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Xunit;

namespace Nameward.Engine.Tests.Formats;

/// <summary>The log of a server and a capture of the same traffic: what clients asked it stands in both.</summary>
static class PairedLogs
{
    /// <summary>What a client asked; <see cref="DateTime.MinValue"/> where the log tells no time, no client where it hides him.</summary>
    public readonly record struct Query(DateTime Time, Address Client, string Name, ushort Type);

    /// <summary>What a log and a capture have in common.</summary>
    /// <param name="Both">Queries in both.</param>
    /// <param name="OnlyWritten">Queries in the log alone.</param>
    /// <param name="OnlySeen">Queries in the capture alone.</param>
    public sealed record Agreement(int Both, IReadOnlyList<Query> OnlyWritten, IReadOnlyList<Query> OnlySeen);

    /// <summary>Reads a log whole.</summary>
    public static CollectingRows Log(string format, string path, DateTime? written = null)
    {
        var bytes = Samples.Unpacked(path);
        var rows = new CollectingRows();
        Assert.Equal(bytes.Length, FormatGoldenTests.Format(format).Open(new(0, TimeZoneInfo.Utc, Written: written)).Read(bytes, isLast: true, rows));
        return rows;
    }

    /// <summary>Reads a capture whole.</summary>
    public static CollectingRows Seen(string path) => Capture.Reading.Whole(Samples.Unpacked(path));

    /// <summary>The queries of clients in a log: those whose names it prints.</summary>
    public static List<Query> Written(CollectingRows log) => Queries(log, row => row.Leg == Leg.Client && !row.IsNameHidden);

    /// <summary>All queries of clients in a log; a name that it does not show whole is that of the root.</summary>
    public static List<Query> Asked(CollectingRows log) => Queries(log, row => row.Leg == Leg.Client);

    /// <summary>The queries to one server, which may have several addresses, in a capture.</summary>
    public static List<Query> To(Address[] server, CollectingRows capture) => Queries(capture, row => server.Contains(row.Server.Address));

    static List<Query> Queries(CollectingRows rows, Func<DnsMessage, bool> isWanted) =>
        [.. rows.Messages.Zip(rows.Names).Where(row => (row.First.Sides & Sides.Query) != 0 && isWanted(row.First))
            .Select(row => new Query(row.First.Time, row.First.Client.Address, row.Second, row.First.Type))];

    /// <summary>
    /// Pairs each query of the log with one of the capture of the same client, name and type, whose time lies within <paramref name="precision"/> of it;
    /// each is paired once. Names are compared as they are when the log has spelt them.
    /// </summary>
    public static Agreement Compare(IEnumerable<Query> written, IEnumerable<Query> seen, TimeSpan precision, Func<string, string> spelling)
    {
        var waiting = seen.ToLookup(query => (query.Client, Name: spelling(query.Name), query.Type)).ToDictionary(group => group.Key, group => group.ToList());
        var (both, onlyWritten) = (0, new List<Query>());
        foreach (var query in written)
        {
            var others = waiting.GetValueOrDefault((query.Client, spelling(query.Name), query.Type)) ?? [];
            var at = others.FindIndex(other => query.Time == DateTime.MinValue || (query.Time - other.Time).Duration() <= precision);
            if (at < 0)
            {
                onlyWritten.Add(query);
                continue;
            }
            others.RemoveAt(at);
            both++;
        }
        return new(both, onlyWritten, [.. waiting.Values.SelectMany(left => left)]);
    }
}
