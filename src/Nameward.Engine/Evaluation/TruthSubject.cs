using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>What a labelled session speaks through: a name, the address of a server, or "*" where the file shows neither.</summary>
public sealed class TruthSubject
{
    const string Any = "*";
    readonly ImmutableArray<HostileText> _zones;
    readonly HostileText? _server;

    TruthSubject(HostileText text, ImmutableArray<HostileText> zones, HostileText? server) => (Text, _zones, _server) = (text, zones, server);

    /// <summary>The subject in its canonical form.</summary>
    public HostileText Text { get; }

    /// <summary>Whether the file does not show a name: then any finding of the client is meant.</summary>
    public bool IsAny => _zones.IsEmpty && _server is null;

    /// <summary>Whether it is a server.</summary>
    public bool IsServer => _server is not null;

    /// <summary>Reads a subject; null where the text is neither a name, nor an address, nor "*".</summary>
    public static TruthSubject? Read(string text)
    {
        if (text == Any)
        {
            return new(HostileText.Text(Any), [], null);
        }
        var bytes = Encoding.ASCII.GetBytes(text);
        if (Address.TryParse(bytes, out var address))
        {
            return new(HostileText.Address(address), [], HostileText.Address(address));
        }
        var name = new byte[WireName.MaxBytes];
        var length = text.Length == 0 ? 0 : WireName.FromText(Encoding.ASCII.GetBytes(text.ToLowerInvariant()), name);
        return length > 1 ? new(HostileText.Name(name.AsSpan(0, length)), Zones(name.AsSpan(0, length)), null) : null;
    }

    /// <summary>Whether a finding is about this: at the server, or in a zone that holds the name. "*" is every finding's subject.</summary>
    public bool IsOf(TriageSubject found) => IsAny || (_server is { } server ? found.Server == server : found.Zones.Any(zone => _zones.Contains(zone)));

    // The name and those above it, without the top level, which no finding is about.
    static ImmutableArray<HostileText> Zones(ReadOnlySpan<byte> name)
    {
        var zones = ImmutableArray.CreateBuilder<HostileText>();
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            if (at == 0 || name[at + name[at] + 1] != 0)
            {
                zones.Add(HostileText.Name(name[at..]));
            }
        }
        return zones.ToImmutable();
    }
}
