using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Which host had an address at a time, as leases tell it. A lease without a name is given the one that its hardware gave elsewhere, if it gave a single one, or a single one that day. What
/// overlaps, or passes from host to host, is said and not decided.
/// </summary>
sealed class LeasedHosts
{
    const int MostShown = 3;

    /// <summary>Leases of one address, a host and a day each: more are not compared with each other, and no network has them.</summary>
    const int MostLeases = 2000;

    readonly ILookup<Address, LeaseDay> _leases;
    readonly ILookup<HostileText, LeaseDay> _named;
    readonly Dictionary<Address, ImmutableArray<LeaseSpan>> _spans = [];

    /// <summary>The hosts of these leases.</summary>
    public LeasedHosts(ImmutableArray<LeaseDay> leases)
    {
        _leases = leases.Where(lease => !lease.Address.IsNone).ToLookup(lease => lease.Address);
        _named = leases.Where(lease => !lease.Host.IsEmpty && !lease.Hardware.IsEmpty).ToLookup(lease => lease.Hardware);
    }

    /// <summary>Who had an address in a span of time: a name, and what is not sure of it.</summary>
    public HostName Of(Address address, DateTime from, DateTime to)
    {
        if (_leases[address].Skip(MostLeases).Any())
        {
            return new() { Note = Sentence.Of($"more than {MostLeases:N0} leases of this address: too many to tell") };
        }
        var spans = SpansOf(address).Where(span => span.Meets(from, to)).ToList();
        var hosts = new List<LeaseSpan>();
        foreach (var span in spans.Where(span => !hosts.Exists(host => host.IsOfSameHost(span))))
        {
            hosts.Add(span);
        }
        return hosts switch
        {
            [] => HostName.Unknown,
            [var one] => new() { Host = one.Host.IsEmpty ? null : one.Host, Note = OfOne(one, spans, from, to) },
            _ when spans.Exists(span => spans.Exists(other => !span.IsOfSameHost(other) && span.Overlaps(other))) => new() { Note = Sentence.Of($"leases overlap: {Joined(hosts, " or ", host => Sentence.Of($"{host.Shown}"))}") },
            _ => InTurn(spans),
        };
    }

    ImmutableArray<LeaseSpan> SpansOf(Address address)
    {
        if (!_spans.TryGetValue(address, out var spans))
        {
            _spans[address] = spans = LeaseSpan.All([.. _leases[address].Select(Named)]);
        }
        return spans;
    }

    LeaseDay Named(LeaseDay lease)
    {
        if (!lease.Host.IsEmpty || lease.Hardware.IsEmpty)
        {
            return lease;
        }
        var names = _named[lease.Hardware];
        return (OnlyOne(names) ?? OnlyOne(names.Where(name => name.Day == lease.Day))) is { } host ? lease with { Host = host } : lease;
    }

    static HostileText? OnlyOne(IEnumerable<LeaseDay> names)
    {
        HostileText? only = null;
        foreach (var name in names)
        {
            if (only is { } known && !known.IsOfSameHost(name.Host))
            {
                return null;
            }
            only ??= name.Host;
        }
        return only;
    }

    static Sentence? OfOne(LeaseSpan host, List<LeaseSpan> spans, DateTime from, DateTime to)
    {
        if (host.Host.IsEmpty)
        {
            return Sentence.Of($"leased to {host.Hardware}, which gave no name");
        }
        if (to == DateTime.MaxValue)
        {
            return Sentence.Of("by a lease; the look-ups carry no time");
        }
        var last = spans[^1];
        return last.From is null ? Sentence.Of("by a lease that carries no time")
            : spans.TrueForAll(span => span.Until < from) ? Sentence.Of($"by a lease of {last.Until:yyyy-MM-dd HH:mm:ss} whose length is not told")
            : last.Until < to && last.End > last.Until ? Sentence.Of($"by leases until {last.Until:yyyy-MM-dd HH:mm:ss} whose length is not told")
            : last.Until < to ? Sentence.Of($"its lease ended {last.Until:yyyy-MM-dd HH:mm:ss}")
            : spans[0].From > from ? Sentence.Of($"its lease is known from {spans[0].From!.Value:yyyy-MM-dd HH:mm:ss} on") : null;
    }

    /// <summary>One after the other. Hardware that changed its name is one host still, and known by its last.</summary>
    static HostName InTurn(List<LeaseSpan> spans)
    {
        var last = spans[^1];
        return spans.TrueForAll(last.IsOfSameHardware)
            ? new() { Host = last.Host, Note = Sentence.Of($"renamed: {Joined([.. spans.Where(span => !span.IsOfSameHost(last))], ", ", span => Sentence.Of($"{span.Shown} until {span.End:yyyy-MM-dd HH:mm:ss}"))}") }
            : new() { Note = Sentence.Of($"leased in turn: {Joined(spans, ", ", span => Sentence.Of($"{span.Shown} from {span.From!.Value:yyyy-MM-dd HH:mm:ss} until {span.End:yyyy-MM-dd HH:mm:ss}"))}") };
    }

    static Sentence Joined(List<LeaseSpan> spans, string between, Func<LeaseSpan, Sentence> say)
    {
        var said = say(spans[0]);
        foreach (var span in spans.Skip(1).Take(MostShown - 1))
        {
            said = said.Then(between, say(span));
        }
        return spans.Count > MostShown ? Sentence.Of($"{said} and {spans.Count - MostShown} more") : said;
    }
}
