using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>What one value of a site file means: each text is understood, or it is said what is wrong with it and what to write instead.</summary>
public static partial class SiteText
{
    /// <summary>Longest duration: ten times what any store is kept.</summary>
    const int MostDays = 36_500;

    const double LeastBudget = 0.000_1, MostBudget = 10_000;

    /// <summary>A network of the site.</summary>
    public static Understood<Network> Network(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal))
        {
            return Understood.Not<Network>("names an interface, which says nothing in a site file", $"write {text.Split('%')[0]}");
        }
        if (!Observations.Network.TryParse(text, out var network, out var isExact))
        {
            return Understood.Not<Network>("is neither an address nor a CIDR prefix", "write an address or a prefix, as in 10.0.0.0/8 or fd00::/8");
        }
        if (!isExact)
        {
            return Understood.Not<Network>("sets bits behind its length", $"write {network}, or {text.Split('/')[0]} for that address alone");
        }
        return network.Length == 0 ? Understood.Not<Network>("holds every address", "write the prefixes that are meant") : Unicast(network);
    }

    /// <summary>A zone that exists inside only: <c>corp</c> and <c>home.arpa</c> are such, a suffix under which anybody registers is not.</summary>
    public static Understood<byte[]> InternalZone(string text)
    {
        var zone = Zone(text);
        return zone.Value is { } name && IsOpenToAll(name) && !text.TrimEnd('.').EndsWith("arpa", StringComparison.OrdinalIgnoreCase)
            ? Understood.Not<byte[]>("is a public suffix: it exists outside", "name the zones below it that exist inside only")
            : zone;
    }

    /// <summary>A zone that is never blocked; a suffix under which anybody registers would protect an adversary's zones too.</summary>
    public static Understood<byte[]> ProtectedZone(string text)
    {
        var zone = Zone(text);
        return zone.Value is { } name && IsOpenToAll(name)
            ? Understood.Not<byte[]>("is a public suffix: anybody may register a zone below it, and none would ever be blocked", "name the zones below it that are to be protected")
            : zone;
    }

    /// <summary>A suffix of dynamic DNS. Clients are judged in whole zones, so a suffix within one would never be met.</summary>
    public static Understood<byte[]> DynamicZone(string text)
    {
        var zone = Zone(text);
        return zone.Value is { } name && PublicSuffixes.Shipped.Cut(name).Start is > 0 and var start
            ? Understood.Not<byte[]>("lies within a zone, and zones are judged as a whole", $"write {WireName.ToText(name.AsSpan(start))} if all of it is given to customers")
            : zone;
    }

    /// <summary>A time span: a whole number of hours, days, weeks or years (of 365 days).</summary>
    public static Understood<TimeSpan> Duration(string text)
    {
        const string How = "write a number and a unit: 12h, 30d, 8w, 2y";
        var hours = text.Length < 2 ? 0 : text[^1] switch { 'h' => 1, 'd' => 24, 'w' => 7 * 24, 'y' => 365 * 24, _ => 0 };
        if (hours == 0 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return Understood.Not<TimeSpan>("is no duration", How);
        }
        return (long)count * hours > MostDays * 24L
            ? Understood.Not<TimeSpan>("is longer than a hundred years", How)
            : Understood.As(TimeSpan.FromHours((long)count * hours));
    }

    /// <summary>A time span that is not zero.</summary>
    public static Understood<TimeSpan> Age(string text) => Duration(text) is { Wrong: null } span && span.Value == TimeSpan.Zero
        ? Understood.Not<TimeSpan>("is no age", "write a number from 1 and a unit: 12h, 30d, 8w, 2y")
        : Duration(text);

    /// <summary>The number of false alerts that are accepted.</summary>
    public static Understood<double> Budget(string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var budget) && double.IsFinite(budget);
        return isNumber && budget is >= LeastBudget and <= MostBudget
            ? Understood.As(budget)
            : Understood.Not<double>(isNumber ? "is out of range" : "is no number", "write a number from 0.0001 to 10000, as in 0.1");
    }

    /// <summary>The id of a containment target.</summary>
    public static Understood<string> Target(string text) => KebabCase().IsMatch(text)
        ? Understood.As(text)
        : Understood.Not<string>("is no id", "write lower-case words with hyphens between them, as in bind or nftables");

    [GeneratedRegex("^[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,5}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex KebabCase();

    static Understood<Network> Unicast(Network network)
    {
        if (network.First.IsMulticast)
        {
            return Understood.Not<Network>("is multicast: many hosts listen there", "write addresses of single hosts");
        }
        var isUnspecified = network.IsOne && (network.First.IsNone || (network.First.IsV4 && network.First.V4 == 0));
        return isUnspecified ? Understood.Not<Network>("is the address of no host", "write the address that clients ask") : Understood.As(network);
    }

    /// <summary>A zone of any kind, a public suffix too.</summary>
    public static Understood<byte[]> Zone(string text)
    {
        if (WhyNoName(text) is var (wrong, instead))
        {
            return Understood.Not<byte[]>(wrong, instead);
        }
        Span<byte> name = stackalloc byte[WireName.MaxBytes + 1];
        var length = WireName.FromText(Encoding.ASCII.GetBytes(text), name);
        if (length <= 1)
        {
            return Understood.Not<byte[]>("is no name: an empty label, a label over 63 or a name over 255 bytes", "write a name, as in corp.example");
        }
        WireName.ToCanonical(name[..length], name);
        return Understood.As(name[..length].ToArray());
    }

    // IdnMapping needs culture data, which the program leaves out so that it behaves alike everywhere (InvariantGlobalization).
    static (string Wrong, string Do)? WhyNoName(string text)
    {
        if (text.Any(c => c > '~'))
        {
            return ("has letters outside ASCII", "write its A-label, as it stands in the zone file: xn--...");
        }
        if (text is "" or ".")
        {
            return ("is the root, which holds every zone", "write a name, as in corp.example");
        }
        if (text.TrimStart('*').TrimStart('.') is var bare && bare.Length < text.Length)
        {
            return ("begins with a wildcard or a dot; a zone always holds all below it", bare.Length > 0 ? $"write {bare}" : "write a name, as in corp.example");
        }
        return Observations.Network.TryParse(text, out _, out _)
            ? ("is an address", "write a name, as in corp.example; the zone of addresses is as 10.in-addr.arpa")
            : text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? null : ("is no name", "write the name alone, as in corp.example");
    }

    static bool IsOpenToAll(byte[] zone) => PublicSuffixes.Shipped.Lists(zone);
}
