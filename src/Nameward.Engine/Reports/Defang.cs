using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>A hostile text with the brackets of its kind; still hostile, and to be escaped for its destination.</summary>
static class Defang
{
    /// <summary>The text, bracketed: t.example[.]net, 203.0.113[.]66, 2001:db8:[:]7.</summary>
    public static string Bracketed(HostileText text, IDefang defang) => text.Kind switch
    {
        HostileKind.Name => Bracket(text.Raw, defang.DotOf(text.Raw)),
        HostileKind.Address => OfAddress(text.Raw, defang),
        _ => text.Raw,
    };

    /// <summary>Whether a text of the kind of an address is one.</summary>
    public static bool TryAddress(HostileText text, out Address address)
    {
        address = default;
        return text.Kind == HostileKind.Address && Address.TryParse(Encoding.UTF8.GetBytes(text.Raw), out address);
    }

    static string OfAddress(string raw, IDefang defang)
    {
        if (Address.TryParse(Encoding.UTF8.GetBytes(raw), out var address) && defang.IsOurs(address))
        {
            return raw;
        }
        return Bracket(raw, raw.LastIndexOfAny(['.', ':']));
    }

    static string Bracket(string raw, int at) => at < 0 || at >= raw.Length ? raw : $"{raw[..at]}[{raw[at]}]{raw[(at + 1)..]}";
}
