using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>One written Suricata rule, read by the grammar of its documentation (7.0, "Rules Format", "Payload Keywords", "DNS Keywords", "Thresholding Keywords"): what it does not know, it refuses.</summary>
sealed partial class SuricataText
{
    static readonly string[] Known = ["msg", "dns.query", "dotprefix", "content", "nocase", "endswith", "pcre", "flow", "threshold", "classtype", "sid", "rev", "metadata"];

    readonly Match _head;

    public SuricataText(string line)
    {
        _head = Head().Match(line);
        Options = [.. _head.Success ? Option().Matches(_head.Groups["options"].Value).Select(option => (option.Groups["name"].Value, option.Groups["value"].Value)) : throw new FormatException(line)];
        var rest = Option().Replace(_head.Groups["options"].Value, "").Trim();
        if (rest.Length > 0 || Options.Any(option => !Known.Contains(option.Name)) || Options.Count(option => option.Name is "sid") != 1 || Options[0].Name != "msg")
        {
            throw new FormatException($"{line}: {rest}");
        }
    }

    public (string Name, string Value)[] Options { get; }

    public int Sid => int.Parse(Options.Single(option => option.Name == "sid").Value, CultureInfo.InvariantCulture);

    public uint Revision => uint.Parse(Options.Single(option => option.Name == "rev").Value, CultureInfo.InvariantCulture);

    /// <summary>How many queries within an hour it wants; null where each alerts.</summary>
    public int? Least => Options.FirstOrDefault(option => option.Name == "threshold").Value is { } threshold && threshold.Contains("both", StringComparison.Ordinal)
        ? int.Parse(CountOf().Match(threshold).Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether one look-up is what it matches, without its threshold: what is asked, and what is answered.</summary>
    public bool Fires(AlertEvent one)
    {
        // The only rule of datagrams looks at what comes from port 53.
        var isAnswer = _head.Groups["protocol"].Value == "udp";
        var isOnTheWay = isAnswer ? Port(_head.Groups["from"].Value, one.Port)
            : Address(_head.Groups["source"].Value, one.Client) && Address(_head.Groups["target"].Value, one.Server) && Port(_head.Groups["to"].Value, one.Port);
        return isOnTheWay && (!Options.Any(option => option.Name is "content" or "pcre") || Matches(isAnswer ? one.Response : Buffer(one.Name)));
    }

    bool Matches(byte[] buffer)
    {
        var text = Encoding.Latin1.GetString(buffer);
        if (Options.FirstOrDefault(option => option.Name == "pcre").Value is { } pcre)
        {
            return Regex.IsMatch(text, Pcre().Match(pcre).Groups[1].Value, RegexOptions.IgnoreCase);
        }
        text = Options.Any(option => option.Name == "dotprefix") ? "." + text : text;
        var content = Hex().Replace(Options.Single(option => option.Name == "content").Value.Trim('"'), hex => string.Concat(hex.Groups[1].Value.Split(' ').Select(b => (char)Convert.ToByte(b, 16))));
        var how = Options.Any(option => option.Name == "nocase") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Options.Any(option => option.Name == "endswith") ? text.EndsWith(content, how) : text.Contains(content, how);
    }

    /// <summary>The name as the buffer dns.query has it: dots between labels, no length and no end.</summary>
    static byte[] Buffer(byte[] name)
    {
        var buffer = new List<byte>();
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            buffer.AddRange([.. at == 0 ? Array.Empty<byte>() : "."u8.ToArray(), .. name[(at + 1)..(at + 1 + name[at])]]);
        }
        return [.. buffer];
    }

    static bool Address(string text, Address address)
    {
        if (text == "any")
        {
            return true;
        }
        if (text.StartsWith('!'))
        {
            return !Address(text[1..], address);
        }
        var parts = text.Trim('[', ']').Split(',');
        return parts.Where(part => part[0] != '!').DefaultIfEmpty("any").Any(part => part == "any" || (Network.TryParse(part, out var network, out _) && network.Contains(address)))
            && !parts.Where(part => part[0] == '!').Any(part => Network.TryParse(part[1..], out var network, out _) && network.Contains(address));
    }

    static bool Port(string text, int port) => text == "any" || (text.StartsWith('!') ? !Port(text[1..], port) : text.Trim('[', ']').Split(',').Contains(port.ToString(CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^alert (?<protocol>dns|udp|ip) (?<source>\S+) (?<from>\S+) -> (?<target>\S+) (?<to>\S+) \((?<options>.*)\)\z")]
    private static partial Regex Head();

    // A value in quotes escapes ; " and \ and holds no bare one of them.
    [GeneratedRegex("""\G\s*(?<name>[a-z.]+)(?::(?<value>"(?:[^";\\]|\\[";\\])*"|[^";]*))?;""")]
    private static partial Regex Option();

    [GeneratedRegex("count ([0-9]+)")]
    private static partial Regex CountOf();

    [GeneratedRegex("^\"/(.*)/i\"$")]
    private static partial Regex Pcre();

    [GeneratedRegex("\\|([0-9A-F]{2}(?: [0-9A-F]{2})*)\\|")]
    private static partial Regex Hex();
}
