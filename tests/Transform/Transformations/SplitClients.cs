using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>A channel that several hosts of one network share: exchanges are dealt to them in turn, the first is the one that was.</summary>
/// <param name="clients">How many.</param>
sealed class SplitClients(int clients) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"split-clients {clients}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random)
    {
        var (one, free) = (recording.Clients[0], new FreeAddresses(recording, random));
        var hosts = Enumerable.Range(0, clients).Select(host => host == 0 ? one : free.Near(one)).ToArray();
        return recording.With(recording.Session.Select((exchange, index) => exchange.Each(message => message.Between(address => address == one ? hosts[index % clients] : address)))) with
        {
            Clients = [.. hosts, .. recording.Clients.Skip(1)],
        };
    }
}
