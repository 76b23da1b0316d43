using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>What the value of a setting says: a list with a comma between each, as readers of configurations write it.</summary>
static class ConfiguredValue
{
    /// <summary>The parts of a list.</summary>
    public static ImmutableArray<HostileText> Parts(HostileText list) =>
        list.As<ImmutableArray<HostileText>>(text => [.. new string(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => HostileText.Text(part))]);

    /// <summary>Whether a text is one of these words, in any case.</summary>
    public static bool Is(HostileText text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.As(letters => letters.Equals(word, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a word stands in a text, in any case.</summary>
    public static bool Holds(HostileText text, string word) => text.As(letters => letters.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a list of who may lets anybody.</summary>
    public static bool AdmitsAnybody(HostileText list)
    {
        foreach (var part in Parts(list))
        {
            if (Is(part, "any", "0.0.0.0/0", "::/0"))
            {
                return true;
            }
            if (Is(part, "none", "!any"))
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>Whether it says that something is off.</summary>
    public static bool IsOff(HostileText value) => Is(value, "no", "none", "off", "false", "0", "disabled", "0x0", "0x00000000");

    /// <summary>The addresses of a list of servers, each of which may have its port behind <c>#</c> or <c>@</c>.</summary>
    public static ImmutableArray<Address> Addresses(HostileText list) => [.. Parts(list).Select(AddressOf).OfType<Address>()];

    /// <summary>The address that a text is; null where it is none.</summary>
    public static Address? AddressOf(HostileText part)
    {
        var address = part.As(text =>
        {
            var end = text.IndexOfAny('#', '@', ' ');
            end = end < 0 ? text.Length : end;
            Span<byte> bytes = stackalloc byte[64];
            return end < bytes.Length && Encoding.UTF8.TryGetBytes(text[..end], bytes, out var length) && Address.TryParse(bytes[..length], out var parsed) ? parsed : Address.None;
        });
        return address.IsNone ? null : address;
    }

    /// <summary>The name of a zone or host in canonical wire form; empty where it is none.</summary>
    public static ImmutableArray<byte> WireNameOf(HostileText text) => text.As<ImmutableArray<byte>>(letters =>
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        var length = letters.Length is 0 or > 1000 ? 0 : WireName.FromText(Encoding.UTF8.GetBytes(new string(letters)), name);
        if (length == 0)
        {
            return [];
        }
        WireName.ToCanonical(name[..length], name);
        return [.. name[..length]];
    });

    /// <summary>What of DNS an object is, without the view before it: <c>internal: example.com</c> is <c>example.com</c>.</summary>
    public static HostileText WithoutView(HostileText text) => text.As(letters =>
    {
        var end = letters.LastIndexOf(": ", StringComparison.Ordinal);
        return HostileText.Text(new string(end < 0 ? letters : letters[(end + 2)..]).TrimEnd('.').ToLower(CultureInfo.InvariantCulture));
    });
}
