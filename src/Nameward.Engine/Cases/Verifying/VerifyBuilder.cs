using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Verifying;

/// <summary>From what later evidence shows to what it proves. "Nothing was seen" proves something only of hosts that were seen.</summary>
/// <param name="request">What is to be verified.</param>
/// <param name="later">The triage of the later evidence.</param>
/// <param name="seen">What was gathered of the case in it.</param>
sealed class VerifyBuilder(VerifyRequest request, TriageDocument later, StopSink seen)
{
    const int MostNamed = 8, MostAddress = 45;

    readonly ImmutableArray<Address> _clients = [.. request.Case.Clients.Order()];

    /// <summary>The record.</summary>
    public VerifyDocument Build() => new()
    {
        Run = later.Run,
        Case = request.Case.Name,
        Since = request.Since,
        Evidence = later.Evidence,
        Items = [.. request.Zones.Select((zone, i) => Silent(HostileText.Name(zone), "is anything let through to", seen.Zones[i])),
            .. request.Servers.Select((server, i) => Silent(HostileText.Address(server), "does anybody reach", seen.Servers[i])), Moved(), Configuration()],
    };

    VerifyItem Silent(HostileText what, string asks, StopCount count)
    {
        var asked = Sentence.Of($"{asks} {what}?");
        if (count.LetThrough > 0)
        {
            return new("silent", asked, VerifyOutcome.Contradicted, [Sentence.Of($"{Quantity.Of(count.LetThrough, "answer")} came back for {Named(count.Clients)}, the last {count.LastThrough:yyyy-MM-dd HH:mm:ss} UTC")]);
        }
        if (count.Asked + count.Stopped == 0)
        {
            return Unasked(asked);
        }
        var still = Sentence.Of($"{Named(count.Clients)} still asked, {Quantity.Of(Math.Max(count.Asked, count.Stopped), "time")}: what asks there is still running");
        return count.Stopped > 0 ? new("silent", asked, VerifyOutcome.Proven, [Sentence.Of($"nothing came back, and it was stopped {Quantity.Of(count.Stopped, "time")}{(count.ByPolicy > 0 ? $", {count.ByPolicy} of them by a policy of the resolver, as its log tells" : "")}"), still])
            : new("silent", asked, VerifyOutcome.NotProven, [Sentence.Of("this evidence does not show what came back"), still]);
    }

    VerifyItem Unasked(Sentence asked)
    {
        var unseen = _clients.Where(client => !seen.Seen.Contains(client)).ToImmutableArray();
        return _clients.IsEmpty || unseen.Length > 0
            ? new("silent", asked, VerifyOutcome.NotProven, [_clients.IsEmpty ? Sentence.Of("nobody asks, but the case names no hosts that would have") : Sentence.Of($"nobody asks, but {Named(unseen)} {(unseen.Length == 1 ? "is" : "are")} not seen at all since then")])
            : new("silent", asked, VerifyOutcome.Proven, [Sentence.Of($"nobody asks, while {Named(_clients)} {(_clients.Length == 1 ? "is" : "are")} seen to ask for other things")]);
    }

    /// <summary>Whether the hosts, or the adversary, went on elsewhere.</summary>
    VerifyItem Moved()
    {
        var asks = Sentence.Of("did the hosts or the adversary go on elsewhere?");
        var zones = request.Zones.Select(zone => HostileText.Name(zone)).ToHashSet();
        var clients = _clients.Select(HostileText.Address).ToHashSet();
        var held = request.Case.Findings.SelectMany(finding => finding.Traits).Where(trait => trait is { IsCommon: false, Others: 0, Kind: not BlockKind.Zone })
            .Select(trait => trait.Kind == BlockKind.NameServer ? HostileText.Name(trait.Name) : HostileText.Address(trait.Address)).ToHashSet();
        var elsewhere = later.Findings.Where(finding => finding.Level is "critical" or "high" or "medium" && finding.Suppressed is null && finding.LastSeen >= request.Since && !finding.Subject.Zones.Any(zones.Contains))
            .Where(finding => finding.Affected.Any(host => clients.Contains(host.Client)) || finding.Traits.Any(trait => held.Contains(trait.Value))).ToList();
        if (elsewhere.Count > 0)
        {
            return new("no-move", asks, VerifyOutcome.Contradicted, [.. elsewhere.Take(MostNamed).Select(finding => Sentence.Of($"{finding.Level}: ").Then("", finding.Title)), Sentence.Of("triage the later evidence as a case of its own: nameward triage PATH --case new")]);
        }
        var unseen = _clients.Where(client => !seen.Seen.Contains(client)).ToImmutableArray();
        return _clients.IsEmpty || unseen.Length > 0
            ? new("no-move", asks, VerifyOutcome.NotProven, [_clients.IsEmpty ? Sentence.Of("the case names no hosts") : Sentence.Of($"{Named(unseen)} {(unseen.Length == 1 ? "is" : "are")} not seen since then")])
            : new("no-move", asks, VerifyOutcome.Proven, [Sentence.Of($"nothing is found of {Named(_clients)} since then that is worth watching")]);
    }

    /// <summary>Whether a configuration leads to the adversary's servers.</summary>
    VerifyItem Configuration()
    {
        var asks = Sentence.Of("does a configuration still lead to the adversary?");
        var stated = later.Coverage.Sources.Any(source => source is { Source: "configuration changes", Present: true });
        var leading = later.Changes.Where(change => change.Time >= request.Since && change.New is { } now && now.As(LeadsThere)).ToList();
        return leading.Count > 0 ? new("configuration", asks, VerifyOutcome.Contradicted, [.. leading.Take(MostNamed).Select(change => Sentence.Of($"{change.What} of {change.Object} is {change.New!.Value}"))])
            : stated ? new("configuration", asks, VerifyOutcome.Proven, [Sentence.Of("none of the configuration changes since then leads there")])
            : new("configuration", asks, VerifyOutcome.NotProven, [Sentence.Of("no source states the configuration, or its changes")]);
    }

    /// <summary>Whether a value names one of the adversary's servers, alone or in a list.</summary>
    bool LeadsThere(ReadOnlySpan<char> value)
    {
        Span<byte> room = stackalloc byte[MostAddress];
        foreach (var part in value.SplitAny(' ', ',', ';', '@', '#', '"', '/'))
        {
            if (part.End.Value - part.Start.Value is > 0 and <= MostAddress && Encoding.ASCII.TryGetBytes(value[part], room, out var length) && Address.TryParse(room[..length], out var address) && request.Servers.Contains(address))
            {
                return true;
            }
        }
        return false;
    }

    static Sentence Named(ImmutableArray<Address> clients)
    {
        var named = Sentence.Of("");
        foreach (var (at, client) in clients.Take(MostNamed).Index())
        {
            named = Sentence.Of($"{named}{(at > 0 ? ", " : "")}{client}");
        }
        return clients.Length > MostNamed ? Sentence.Of($"{named} and {clients.Length - MostNamed} more") : clients.IsEmpty ? Sentence.Of("a host that is not named") : named;
    }
}
