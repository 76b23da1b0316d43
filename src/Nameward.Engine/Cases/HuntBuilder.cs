using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Rollups.Intake;

namespace Nameward.Engine.Cases;

/// <summary>
/// Finds what a query names: in what was asked and answered by name, in who asked which zone, and in who asked which server. Whoever asked for a name is told by the
/// names of a client in a zone that are remembered: all of few, a sample of many, which is said.
/// </summary>
/// <param name="scene">What was seen, and what intelligence says.</param>
/// <param name="query">What is hunted for.</param>
/// <param name="by">How rows are put together; null where they are told as they are.</param>
public sealed class HuntBuilder(Scene scene, HuntQuery query, HuntGrouping? by)
{
    /// <summary>Rows that are told where nobody asks for more.</summary>
    public const int UsualRows = 1000;

    readonly HuntIntel _intel = new(scene, query);
    readonly HuntNames _names = new();

    /// <summary>Whether the zones or records are to be told, by what the query looks at.</summary>
    bool TellsRecords => !query.Has(HuntKey.Client) && !query.Has(HuntKey.Server) && !query.Has(HuntKey.Rcode);
    bool TellsZones => !query.Has(HuntKey.Server);
    bool TellsServers => !Looks(HuntKey.Zone, HuntKey.Name, HuntKey.Type, HuntKey.Answer, HuntKey.Rcode);
    bool NeedsNames => Looks(HuntKey.Name, HuntKey.Type, HuntKey.Answer, HuntKey.Intel);

    /// <summary>Reads evidence for one hunt alone.</summary>
    /// <param name="query">What is hunted for.</param>
    /// <param name="most">Most rows that are told.</param>
    /// <param name="read">Reads it, with one more sink for each thread.</param>
    /// <exception cref="UserError">The query names a feed that there is none of.</exception>
    public static HuntDocument Read(HuntQuery query, int most, Func<Func<IObservationSink>, (Scene Scene, EvidenceReport Report)> read)
    {
        var passive = new PassiveReading();
        var (scene, report) = read(passive.First);
        var rows = passive.Rows(out var leftOut);
        return Of(scene, query, rows, most, leftOut) with { Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)] };
    }

    /// <summary>Hunts in what a store remembers.</summary>
    /// <param name="scene">The rollups of the store, and what intelligence says.</param>
    /// <param name="query">What is hunted for.</param>
    /// <param name="passive">What was asked and answered, in the order of <see cref="PassiveOrder"/>.</param>
    /// <param name="most">Most rows that are told.</param>
    /// <param name="leftOut">Answers, and questions without one, that are in no passive row.</param>
    /// <param name="by">How rows are put together; null where they are told as they are.</param>
    /// <exception cref="UserError">The query names a feed that there is none of, or rows cannot be put together so.</exception>
    public static HuntDocument Of(Scene scene, HuntQuery query, IEnumerable<PassiveRow> passive, int most, long leftOut, HuntGrouping? by = null)
    {
        var rows = new HuntBuilder(scene, query, by).Build(passive, most, out var more);
        var days = scene.Measuring.Days;
        return new()
        {
            Query = query,
            Grouping = by,
            Rows = rows,
            More = more,
            From = days is [var first, ..] ? DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(first)) : null,
            To = days is [.., var last] ? DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(last)) : null,
            Limits = leftOut > 0 ? [Sentence.Of($"{Quantity.Count(leftOut)} answers, and questions without one, of zones with very many names are not remembered by name")] : [],
        };
    }

    /// <summary>The rows, sorted as the query says.</summary>
    /// <param name="passive">What was asked and answered, in the order of <see cref="PassiveOrder"/>.</param>
    /// <param name="most">Most rows that are told.</param>
    /// <param name="more">How many more there are.</param>
    /// <exception cref="UserError">The query names a feed that there is none of.</exception>
    ImmutableArray<HuntRow> Build(IEnumerable<PassiveRow> passive, int most, out long more)
    {
        _intel.Check();
        var kind = by is null ? null : HuntRowGroups.KindFor(by, kind => kind switch { "zone" => TellsZones, "server" => TellsServers, _ => TellsRecords });
        var rows = new List<HuntRow>();
        if (TellsRecords || NeedsNames)
        {
            rows.AddRange(Records(passive));
        }
        if (TellsZones)
        {
            rows.AddRange(Zones());
        }
        if (TellsServers)
        {
            rows.AddRange(Servers());
        }
        if (by is not null)
        {
            rows = [.. HuntRowGroups.Of(rows.Where(row => row.Kind == kind), by).Where(HoldsCount)];
        }
        more = Math.Max(0, rows.Count - most);
        return [.. HuntRanking.Sorted(rows, query, by is null ? HuntSort.FirstSeen : HuntSort.Count).Take(most)];
    }

    bool Looks(params ReadOnlySpan<HuntKey> keys)
    {
        foreach (var key in keys)
        {
            if (query.Has(key))
            {
                return true;
            }
        }
        return false;
    }

    List<HuntRow> Records(IEnumerable<PassiveRow> passive)
    {
        var told = new List<HuntRow>();
        foreach (var row in passive)
        {
            _names.Know(row);
            if (RecordOf(row) is not { } record)
            {
                continue;
            }
            _names.Match(row, _intel.Of(row));
            if (TellsRecords && HoldsTimes(record))
            {
                told.Add(record with { Intel = _intel.Matches(_intel.Of(row), record.FirstSeen, record.LastSeen) });
            }
        }
        _names.FollowAliases();
        return told;
    }

    /// <summary>A record that fits by what it says; null where it does not.</summary>
    HuntRow? RecordOf(PassiveRow row)
    {
        var name = HostileText.Name(row.Name);
        var zone = HostileText.Name(ZoneOf(row.Name));
        var address = row.Type is RecordTypes.A or RecordTypes.Aaaa ? Address.FromBytes(row.Data) : Address.None;
        HostileText? answer = row.Data.Length == 0 ? null : address.IsNone ? HostileText.Name(row.Data) : HostileText.Address(address);
        return query.Holds(HuntKey.Name, term => term.Fits(name)) && query.Holds(HuntKey.Zone, term => term.Fits(zone)) && query.Holds(HuntKey.Type, term => term.Number == row.Type)
            && query.Holds(HuntKey.Answer, term => address.IsNone ? answer is { } text && term.Fits(text) : term.Fits(address)) && query.Holds(HuntKey.Intel, term => HuntIntel.Names(term, _intel.Of(row)))
            ? new() { Kind = "record", Zone = zone, Name = name, Type = row.Type, Answer = answer, FirstSeen = EventTime.Known(row.First), LastSeen = EventTime.Known(row.Last), Count = row.Count }
            : null;
    }

    IEnumerable<HuntRow> Zones()
    {
        var walk = new HuntWalk(scene.Seen);
        var rows = walk.Zones((client, zone) =>
            query.Holds(HuntKey.Client, term => term.Fits(client)) && query.Holds(HuntKey.Zone, term => term.Fits(HostileText.Name(zone))) && (!NeedsNames || IsWanted(zone)), _names, NeedsNames);
        foreach (var row in rows)
        {
            var entries = _intel.Of(row.Zone);
            var told = new HuntRow
            {
                Kind = "zone",
                Client = row.Client,
                Zone = HostileText.Name(row.Zone),
                FirstSeen = row.First,
                LastSeen = row.Last,
                Count = row.Count,
                IsCertain = row.IsCertain || IsWhole(entries),
            };
            if ((!NeedsNames || row.MayHaveAsked || IsWhole(entries)) && query.Holds(HuntKey.Rcode, term => (row.Rcodes >> term.Number & 1) != 0) && HoldsTimes(told))
            {
                yield return told with { Intel = _intel.Matches([.. entries.Union(_names.EntriesIn(row.Zone))], told.FirstSeen, told.LastSeen) };
            }
        }
    }

    /// <summary>Whether somebody who asks in a zone may have asked for what is wanted: a name of it fits, or feeds name all of it.</summary>
    bool IsWanted(byte[] zone) => _names.Has(zone) || IsWhole(_intel.Of(zone));

    /// <summary>Whether feeds name a zone as a whole, and the query asks for no name besides.</summary>
    bool IsWhole(IReadOnlyCollection<Indicator> entries) => !Looks(HuntKey.Name, HuntKey.Type, HuntKey.Answer) && query.Has(HuntKey.Intel)
        && entries.Count > 0 && query.Holds(HuntKey.Intel, term => HuntIntel.Names(term, entries));

    IEnumerable<HuntRow> Servers()
    {
        foreach (var use in scene.Seen.Servers.GroupBy(use => (use.Key.Client, use.Key.Server)).OrderBy(use => use.Key.Server.Address).ThenBy(use => use.Key.Server.Port).ThenBy(use => use.Key.Client))
        {
            var entries = _intel.Of(use.Key.Server.Address);
            var row = new HuntRow
            {
                Kind = "server",
                Client = use.Key.Client,
                Server = use.Key.Server,
                FirstSeen = EventTime.Known(use.Min(one => one.Use.First)),
                LastSeen = EventTime.Known(use.Max(one => one.Use.Last)),
                Count = use.GroupBy(one => one.Key.Lane).Max(lane => lane.Sum(one => one.Use.Queries)),
            };
            if (query.Holds(HuntKey.Client, term => term.Fits(use.Key.Client)) && query.Holds(HuntKey.Server, term => term.Fits(use.Key.Server.Address))
                && query.Holds(HuntKey.Intel, term => HuntIntel.Names(term, entries)) && HoldsTimes(row))
            {
                yield return row with { Intel = _intel.Matches(entries, row.FirstSeen, row.LastSeen) };
            }
        }
    }

    bool HoldsCount(HuntRow row) => query.Holds(HuntKey.Count, term => term.Fits(row.Count));

    bool HoldsTimes(HuntRow row) => (by is not null || HoldsCount(row)) && query.Holds(HuntKey.FirstSeen, term => term.Fits(row.FirstSeen)) && query.Holds(HuntKey.LastSeen, term => term.Fits(row.LastSeen));

    static byte[] ZoneOf(byte[] name) => name[PublicSuffixes.Shipped.Cut(name).Start..];
}
