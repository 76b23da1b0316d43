using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>What feeds say of the rows of a hunt, where the query asks for feeds.</summary>
sealed class HuntIntel(Scene scene, HuntQuery query)
{
    static readonly IReadOnlyCollection<Indicator> None = [];

    readonly FeedSet? _feeds = query.Has(HuntKey.Intel) ? new(scene.Indicators.All) : null;

    /// <summary>Sees that there is a feed of each name that is wanted.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public void Check()
    {
        var missing = query.Terms.Where(term => term.Key == HuntKey.Intel && !scene.Indicators.All.Any(feed => term.Fits(HostileText.Text(feed.Name.ToLowerInvariant())))).ToList();
        if (missing.Count > 0)
        {
            throw new UserError([.. missing.Select(term => new Mistake($"{term}: there is no such feed", scene.Indicators.All.IsEmpty ? "there is none at all" : "there are " + string.Join(", ", scene.Indicators.All.Select(feed => feed.Name)),
                "nameward intel import FILE --name NAME  adds one, --intel FILE  names one for this run; intel:* takes all"))]);
        }
    }

    /// <summary>The entries that name a record, by its name or by where it leads.</summary>
    public IReadOnlyCollection<Indicator> Of(PassiveRow row)
    {
        if (_feeds is null)
        {
            return None;
        }
        var found = new List<Indicator>();
        var isNameServer = row.Type == RecordTypes.Ns;
        _feeds.Find(row.Name, isNameServer: false, found);
        if (row.Type is RecordTypes.A or RecordTypes.Aaaa)
        {
            _feeds.Find(Address.FromBytes(row.Data), isNameServer: true, found);
        }
        else if (row.Data.Length > 0)
        {
            _feeds.Find(row.Data, isNameServer, found);
        }
        return [.. found.Distinct()];
    }

    /// <summary>Adds the entries that name what a message asks for, the server that it asks, or where it leads.</summary>
    public void Find(in DnsMessage message, IObservationBatch batch, List<Indicator> found)
    {
        if (_feeds is null)
        {
            return;
        }
        if (!message.IsNameHidden && (_feeds.MayListIn(message.ZoneHash) || _feeds.ListsSuffixes))
        {
            _feeds.Find(batch.Bytes(message.Name), isNameServer: false, found);
        }
        _feeds.Find(message.Server.Address, isNameServer: true, found);
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (HuntAnswers.IsTold(record))
            {
                _feeds.Find(HuntAnswers.AddressOf(record), isNameServer: true, found);
                _feeds.Find(name[..HuntAnswers.NameOf(record, name)], record.Type == RecordTypes.Ns, found);
            }
        }
    }

    /// <summary>The entries that name all of a zone.</summary>
    public IReadOnlyCollection<Indicator> Of(byte[] zone) => _feeds is null ? None : _feeds.Of(zone);

    /// <summary>The entries that hold a server.</summary>
    public IReadOnlyCollection<Indicator> Of(Address server) => _feeds is null ? None : _feeds.Of(server);

    /// <summary>Whether one of the entries stands in a feed that a term names.</summary>
    public static bool Names(HuntTerm term, IReadOnlyCollection<Indicator> entries) => entries.Any(entry => IsOf(term, entry));

    /// <summary>The entries of the wanted feeds, with what they are worth for what was met then.</summary>
    public ImmutableArray<HuntMatch> Matches(IReadOnlyCollection<Indicator> entries, DateTime? first, DateTime? last) =>
        [.. entries.Where(entry => query.Terms.Any(term => term is { Key: HuntKey.Intel, IsNegated: false } && IsOf(term, entry))).Select(entry => Match(entry, first, last))];

    static bool IsOf(HuntTerm term, Indicator entry) => term.Fits(HostileText.Text(entry.List.ToLowerInvariant()));

    HuntMatch Match(Indicator entry, DateTime? first, DateTime? last)
    {
        var hit = new IndicatorHit(entry, Address.None, HitPlace.Question);
        hit.Add(first ?? DateTime.MinValue, default);
        hit.Add(last ?? DateTime.MinValue, default);
        var standing = Standing.Of(entry, [hit], scene);
        return new(HostileText.Text(entry.List), entry.Text, entry.Line, entry.Threat, Math.Round(standing.Worth, 2), standing.StandsAlone, standing.Marks);
    }
}
