using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Transform.Transformations;

/// <summary>
/// The session in a network where nothing else happens: its client becomes one of the clients there and asks the resolver that this one asks, on the day of
/// that evidence and at its own time of day, or where the evidence does not cover that, at some other. What was recorded around the session is left out,
/// and all of the other evidence stands in its place. Where that shows no answers, those of the session are not seen either.
/// </summary>
/// <param name="name">The evidence as it is named in notes.</param>
/// <param name="benign">Its messages, in the order of time; there is a client that asks a server among them.</param>
sealed class Mix(string name, ImmutableArray<Message> benign) : ITransformation
{
    /// <summary>A client that asked less may have been seen for a moment only.</summary>
    const int FewestQueries = 50;

    readonly ImmutableArray<Host> _hosts = HostsOf(benign);

    /// <inheritdoc/>
    public string Text => "mix " + name;

    /// <summary>Mixes into the evidence at a path; null where no client asks a server there.</summary>
    public static Mix? Into(string path)
    {
        var mix = new Mix(Path.GetFileName(path), EvidenceReading.Read(path));
        return mix._hosts.IsEmpty ? null : mix;
    }

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random)
    {
        var host = _hosts[random.Next(_hosts.Length)];
        var addresses = recording.Clients.ToDictionary(client => client, _ => host.Client);
        foreach (var resolver in ResolversOf(recording))
        {
            addresses.TryAdd(resolver, host.Resolver);
        }
        Address Other(Address address) => addresses.GetValueOrDefault(address, address);
        var later = StartIn(recording, random) - recording.Session[0].Start;
        var showsAnswers = benign.Any(message => message.IsShownResponse);
        var mixed = recording with { Around = benign, Clients = [.. recording.Clients.Select(Other).Distinct()] };
        return mixed.With(recording.Session.Select(exchange => new Exchange([.. exchange.Messages.Where(message => showsAnswers || message.IsQuery)
            .Select(message => message.Between(Other).At(message.Time + later))])));
    }

    /// <summary>The session's own time of day on the day of the evidence; a moment drawn by lot where the session would not fit into it there.</summary>
    DateTime StartIn(Recording recording, Random random)
    {
        var (from, to, starts) = (benign[0].Time, benign[^1].Time, recording.Session[0].Start);
        var end = recording.Session[^1].Start - starts;
        foreach (var day in (int[])[0, 1])
        {
            var start = from.Date.AddDays(day) + starts.TimeOfDay;
            if (start >= from && start + end <= to)
            {
                return start;
            }
        }
        var room = to - from - end;
        return room > TimeSpan.Zero ? from + room * random.NextDouble() : from;
    }

    /// <summary>The servers inside that the session's clients ask for it: what they ask elsewhere is part of the channel.</summary>
    static IEnumerable<Address> ResolversOf(Recording recording) => recording.SessionMessages
        .Where(message => recording.Clients.Contains(message.Row.Client.Address) && message.Row.Server.Address.IsInternal).Select(message => message.Row.Server.Address).Distinct();

    static ImmutableArray<Host> HostsOf(ImmutableArray<Message> benign)
    {
        var servers = benign.Select(message => message.Row.Server.Address).ToHashSet();
        var clients = benign.Where(message => message.IsQuery && !message.Row.Server.IsOfTheLink && !servers.Contains(message.Row.Client.Address)).GroupBy(message => message.Row.Client.Address)
            .OrderBy(client => client.Key).Select(client => (Host: new Host(client.Key, MostOften(client.Select(message => message.Row.Server.Address))), Queries: client.Count())).ToList();
        var fewest = Math.Min(FewestQueries, clients.Select(client => client.Queries).DefaultIfEmpty().Max());
        return [.. clients.Where(client => client.Queries >= fewest).Select(client => client.Host)];
    }

    static Address MostOften(IEnumerable<Address> servers) => servers.GroupBy(server => server).OrderByDescending(server => server.Count()).ThenBy(server => server.Key).First().Key;

    /// <summary>A client of the evidence and the server that it asks most.</summary>
    sealed record Host(Address Client, Address Resolver);
}
