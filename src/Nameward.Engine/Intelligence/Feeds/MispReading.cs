using System.Text;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One reading of MISP.</summary>
sealed class MispReading(IFeedWriter to) : IJsonTaker
{
    const string Deleted = "deleted attributes";
    const string OtherTypes = "attributes that DNS cannot show";

    /// <summary>Galaxies and taxonomies whose tags name a malware or kind of threat. Those of actors are left out: who it was is nothing that DNS evidence can say.</summary>
    static readonly string[] Threats =
    [
        "misp-galaxy:malpedia", "misp-galaxy:ransomware", "misp-galaxy:rat", "misp-galaxy:banker", "misp-galaxy:botnet", "misp-galaxy:stealer", "misp-galaxy:backdoor",
        "misp-galaxy:tool", "misp-galaxy:mitre-malware", "misp-galaxy:mitre-tool", "misp-galaxy:exploit-kit", "malware:family",
    ];

    /// <summary>Types of attributes whose values are names or addresses, alone or with a port or each other (MISP core format, section 2.4.2.3).</summary>
    static readonly HashSet<string> OfDns =
    [
        "domain", "hostname", "ip-dst", "ip-src", "url", "domain|ip", "ip-dst|port", "ip-src|port", "hostname|port",
    ];

    readonly ValueWriter _values = new(to);
    FeedAbout? _about;
    long _at;

    /// <summary>What an event says of all its attributes.</summary>
    readonly record struct Frame(string Threat, DateTime? Changed);

    /// <inheritdoc/>
    public void Take(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in root.EnumerateArray())
            {
                Take(item);
            }
        }
        else if (root.Member("response") is { } response)
        {
            Take(response);
        }
        else if (root.Member("Event") is { ValueKind: JsonValueKind.Object } enclosed)
        {
            Event(enclosed);
        }
        else if (root.Member("Attribute") is { ValueKind: JsonValueKind.Array } || root.Member("Object") is { ValueKind: JsonValueKind.Array })
        {
            Event(root);
        }
        else if (root.Text("value").Length > 0)
        {
            Attribute(root, default);
        }
        else
        {
            Other(root);
        }
    }

    /// <inheritdoc/>
    public void Broken(string because, ReadOnlySpan<byte> text) => _values.Rejected(++_at, because, text);

    /// <summary>Hands over what the events say of themselves: of several the strictest mark and the newest time.</summary>
    public void Finish()
    {
        if (_about is { } about)
        {
            to.About(about);
        }
    }

    /// <summary>An index of events (<c>manifest.json</c>, a search without attributes) names no indicators.</summary>
    void Other(JsonElement root)
    {
        var isIndex = root.Text("info").Length > 0 || (root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Any(member => member.Value.Text("info").Length > 0));
        _values.Rejected(++_at, isIndex ? "a manifest: import the feed's folder or its URL" : Because.NotOfThisForm, Encoding.UTF8.GetBytes(JsonText.Cut(root.GetRawText())));
    }

    void Event(JsonElement given)
    {
        var info = given.Words("info");
        var mark = Marks(given);
        var (threat, changed) = (Threat(given) is { Length: > 0 } named ? named : info, given.Time("timestamp") ?? given.Time("date"));
        var frame = new Frame(threat, changed);
        foreach (var attribute in given.Items("Attribute"))
        {
            mark = TlpMarks.Stricter(mark, Marks(attribute));
            Attribute(attribute, frame);
        }
        foreach (var thing in given.Items("Object"))
        {
            foreach (var attribute in thing.Items("Attribute"))
            {
                mark = TlpMarks.Stricter(mark, Marks(attribute));
                Attribute(attribute, thing.Says("deleted") ? null : frame);
            }
        }
        var publisher = given.Member("Orgc")?.Words("name") ?? "";
        _about = _about is null ? new() { Title = info, Publisher = publisher, Made = changed, Tlp = mark } : new()
        {
            Publisher = publisher == _about.Publisher ? publisher : "",
            Made = changed is null || _about.Made > changed ? _about.Made : changed,
            Tlp = TlpMarks.Stricter(mark, _about.Tlp),
        };
    }

    /// <summary>Takes an attribute.</summary>
    /// <param name="attribute">It.</param>
    /// <param name="frame">What stands around it; null where that was deleted.</param>
    void Attribute(JsonElement attribute, Frame? frame)
    {
        _at++;
        var type = attribute.Text("type");
        var value = attribute.Text("value");
        if (type.Length == 0 || value.Length == 0)
        {
            _values.Rejected(_at, Because.NotOfThisForm, Encoding.UTF8.GetBytes(JsonText.Cut(attribute.GetRawText())));
        }
        else if (frame is null || attribute.Says("deleted"))
        {
            _values.Passed(_at, Deleted);
        }
        else if (!attribute.Says("to_ids"))
        {
            _values.Passed(_at, Because.NotForDetection);
        }
        else if (!OfDns.Contains(type))
        {
            _values.Passed(_at, OtherTypes);
        }
        else
        {
            var facts = new EntryFacts
            {
                LastSeen = attribute.Time("last_seen") ?? attribute.Time("timestamp") ?? attribute.Time("first_seen") ?? frame.Value.Changed,
                Threat = Threat(attribute) is { Length: > 0 } threat ? threat : frame.Value.Threat,
                Reference = attribute.Words("uuid"),
            };
            Value(type, Encoding.UTF8.GetBytes(value), facts);
        }
    }

    void Value(string type, byte[] value, in EntryFacts facts)
    {
        if (type.Contains('|', StringComparison.Ordinal))
        {
            _values.Parts(_at, value, facts);
        }
        else
        {
            _values.Value(_at, value, facts);
        }
    }

    static Tlp Marks(JsonElement of)
    {
        var mark = Tlp.None;
        foreach (var tag in of.Items("Tag"))
        {
            mark = tag.Text("name") is var name && name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) ? TlpMarks.Stricter(mark, TlpMarks.Of(name)) : mark;
        }
        return mark;
    }

    /// <summary>What a tag such as <c>misp-galaxy:malpedia="SamSam"</c> names; empty where none does.</summary>
    static string Threat(JsonElement of)
    {
        foreach (var tag in of.Items("Tag"))
        {
            var name = tag.Text("name");
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Threats.Contains(name[..equals].ToLowerInvariant()))
            {
                return JsonText.Cut(name[(equals + 1)..].Trim('"'));
            }
        }
        return "";
    }
}
