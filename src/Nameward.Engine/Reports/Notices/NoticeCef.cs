using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Notices;

/// <summary>
/// An event in the Common Event Format, format version 0 (ArcSight CEF Implementation Standard, specification 0.1): only keys of its dictionary, each with
/// the type and the greatest length that it has there. IPv6 addresses stand in <c>c6a2</c> and <c>c6a3</c>, for <c>src</c> and <c>dst</c> are IPv4.
/// </summary>
static class NoticeCef
{
    const int HeadName = 512, HeadId = 1023, Short = 255, Long = 1023, Custom = 4000, ExternalId = 40;

    /// <summary>How grave a level is in the format's numbers, 0 to 10.</summary>
    public static int Severity(string level) => level switch { "critical" => 10, "high" => 8, "medium" => 5, "low" => 3, _ => 1 };

    /// <summary>The event, without a line's end.</summary>
    public static byte[] Line(NoticeEvent one)
    {
        var line = new StringBuilder(1024);
        var version = EscapeCef.Head(one.Notice.Document.Run.Version, 31);
        line.Append(CultureInfo.InvariantCulture, $"CEF:0|{NoticeEvent.Product}|{NoticeEvent.Product}|{version}|{EscapeCef.Head(one.Rule, HeadId)}|{EscapeCef.Head(one.Title, HeadName)}|{Severity(one.Level)}|");
        var extension = new Extension(line);
        extension.Add("rt", Time(one.Notice.At));
        extension.Add("start", one.Finding?.FirstSeen is { } first ? Time(first) : null);
        extension.Add("end", one.Finding?.LastSeen is { } last ? Time(last) : null);
        extension.Add("externalId", EscapeCef.Value(one.Id.ToString(), ExternalId));
        extension.Add("cat", one.Notice.IsTest ? "test" : one.Notice.Document.Decision.Decision);
        extension.Add("act", one.Notice.Document.Decision.Decision);
        Ends(extension, one);
        Custom1(extension, one);
        extension.Add("msg", EscapeCef.Value(one.Notice.Document.Decision.Line, Long));
        return Encoding.ASCII.GetBytes(line.ToString());
    }

    static void Ends(Extension extension, NoticeEvent one)
    {
        Address(extension, one.Client, "src", 2, "Source IPv6 Address");
        extension.Add("shost", Text(one.Host?.Host, Long));
        extension.Add("suser", Text(one.Host?.User, Long));
        extension.Add("sproc", Text(one.Host?.Process ?? one.Finding?.Subject.Process, Long));
        Address(extension, one.Server, "dst", 3, "Destination IPv6 Address");
        extension.Add("dpt", one.Finding?.Subject.Port?.ToString(CultureInfo.InvariantCulture));
        extension.Add("destinationDnsDomain", Text(one.Zone, Short));
        extension.Add("cnt", one.Finding?.Queries is { } queries and <= int.MaxValue ? queries.ToString(CultureInfo.InvariantCulture) : null);
    }

    static void Custom1(Extension extension, NoticeEvent one)
    {
        extension.Add("cs1", one.Finding?.Techniques is { IsEmpty: false } techniques ? EscapeCef.Value(string.Join(", ", techniques), Custom) : null, "ATT&CK techniques");
        extension.Add("cs2", one.Finding?.Tool is { } tool ? EscapeCef.Value(tool, Custom) : null, "Tool");
        extension.Add("cs3", EscapeCef.Value(one.Level, Custom), "Level");
        extension.Add("cs4", one.Notice.Case is { } name ? EscapeCef.Value(name, Custom) : null, "Case");
        extension.Add("cs5", one.Finding?.Id, "Finding");
        extension.Add("cn1", one.Finding?.Affected.Length.ToString(CultureInfo.InvariantCulture), "Affected hosts");
    }

    static void Address(Extension extension, HostileText? text, string key, int custom, string label)
    {
        if (text is not { } some || !Defang.TryAddress(some, out var address))
        {
            return;
        }
        if (address.ToString().Contains(':', StringComparison.Ordinal))
        {
            extension.Add($"c6a{custom}", EscapeCef.Value(some, Short), label);
        }
        else
        {
            extension.Add(key, EscapeCef.Value(some, Short));
        }
    }

    static string? Text(HostileText? text, int most) => text is { } some ? EscapeCef.Value(some, most) : null;

    static string Time(DateTime time) => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    sealed class Extension(StringBuilder line)
    {
        bool _any;

        /// <summary>Adds a key where it has a value, escaped already; with the key of its label where it is a custom one.</summary>
        public void Add(string key, string? value, string? label = null)
        {
            if (string.IsNullOrEmpty(value))
            {
                return;
            }
            line.Append(_any ? " " : "").Append(key).Append('=').Append(value);
            _any = true;
            if (label is not null)
            {
                Add(key + "Label", EscapeCef.Value(label, Long));
            }
        }
    }
}
