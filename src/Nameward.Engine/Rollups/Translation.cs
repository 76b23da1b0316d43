using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A client that was seen outside under another address, as flows of whoever translates tell it (source NAT, RFC 3022).</summary>
/// <param name="Shown">The address that servers saw.</param>
/// <param name="Client">The client behind it.</param>
/// <param name="First">First so, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last so.</param>
sealed record Translation(Address Shown, Address Client, DateTime? First, DateTime? Last)
{
    /// <summary>Whether the address of a flow's client was translated; its port alone may be, and then the address is still its own.</summary>
    public static bool IsShownBy(in Flow flow) => !flow.TranslatedClient.Address.IsNone && flow.TranslatedClient.Address != flow.Client.Address;

    /// <summary>The key of a translation.</summary>
    public static ReadOnlySpan<char> KeyOf(in Flow flow, Span<char> room)
    {
        var key = new TextKeyWriter(room);
        key.Address(flow.TranslatedClient.Address);
        key.Address(flow.Client.Address);
        return key.Written;
    }

    /// <summary>What a key says.</summary>
    public static Translation Of(TextKey key, Spell spell)
    {
        var reader = new TextKeyReader(key);
        return new(reader.Address(), reader.Address(), spell.First == DateTime.MaxValue ? null : spell.First, spell.Last == DateTime.MinValue ? null : spell.Last);
    }
}
