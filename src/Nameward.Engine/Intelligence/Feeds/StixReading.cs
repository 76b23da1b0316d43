using System.Text;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One reading of STIX: all objects are gathered first, as any may speak of any other.</summary>
sealed class StixReading(IFeedWriter to) : IJsonTaker
{
    const string Older = "older versions of an object";
    const string Revoked = "revoked";
    const string OtherTools = "patterns for other tools";
    const string Several = "patterns that need several things at once";
    const string NotOfDns = "patterns of files and other things";
    const string Nobodys = "observed things that nobody calls bad";
    const string Context = "objects that name or relate others";
    const string NoPattern = "a pattern that is not understood";

    readonly ValueWriter _values = new(to);
    readonly List<StixThing> _things = [];
    long _at;

    /// <inheritdoc/>
    public void Take(JsonElement root) => Gather(root.Clone());

    /// <inheritdoc/>
    public void Broken(string because, ReadOnlySpan<byte> text) => _values.Rejected(++_at, because, text);

    /// <summary>Hands over what was gathered.</summary>
    public void Finish()
    {
        var newest = Newest();
        var graph = new StixGraph(newest.Values);
        foreach (var thing in _things)
        {
            if (thing.Id.Length > 0 && newest[thing.Id] != thing)
            {
                _values.Passed(thing.At, Older);
            }
            else
            {
                Thing(thing, graph);
            }
        }
        About(graph);
    }

    /// <summary>Objects stand in a list, in an <c>objects</c> of anything, or alone.</summary>
    void Gather(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Gather(item);
            }
        }
        else if (element.Member("objects") is { ValueKind: JsonValueKind.Array } objects)
        {
            foreach (var item in objects.EnumerateArray())
            {
                Object(item);
            }
        }
        else if (element.Text("type").Length > 0)
        {
            Object(element);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                {
                    Gather(member.Value);
                }
            }
        }
    }

    void Object(JsonElement item)
    {
        _at++;
        if (item.Text("type") is { Length: > 0 } type)
        {
            _things.Add(new(_at, item.Text("id"), type, item));
        }
        else
        {
            _values.Rejected(_at, Because.NotOfThisForm, Shown(item));
        }
    }

    Dictionary<string, StixThing> Newest()
    {
        var newest = new Dictionary<string, StixThing>(StringComparer.Ordinal);
        foreach (var thing in _things)
        {
            if (thing.Id.Length > 0 && (!newest.TryGetValue(thing.Id, out var known) || (thing.Changed ?? DateTime.MinValue) > (known.Changed ?? DateTime.MinValue)))
            {
                newest[thing.Id] = thing;
            }
        }
        return newest;
    }

    void Thing(StixThing thing, StixGraph graph)
    {
        if (thing.Type == "indicator")
        {
            Indicator(thing, graph);
        }
        else if (!StixGraph.IsObserved(thing.Type))
        {
            _values.Passed(thing.At, thing.Type == "observed-data" ? Nobodys : Context);
        }
        else if (!graph.IsNamed(thing.Id))
        {
            _values.Passed(thing.At, Nobodys);
        }
        else
        {
            _values.Value(thing.At, Encoding.UTF8.GetBytes(thing.Json.Text("value")), new() { Threat = graph.Threat(thing.Id), Reference = JsonText.Cut(thing.Id), LastSeen = graph.Seen(thing.Id) });
        }
    }

    void Indicator(StixThing thing, StixGraph graph)
    {
        var json = thing.Json;
        var kind = json.Text("pattern_type");
        if (json.Says("revoked"))
        {
            _values.Passed(thing.At, Revoked);
        }
        else if (kind.Length > 0 && kind != "stix")
        {
            _values.Passed(thing.At, OtherTools);
        }
        else if (StixPattern.Read(json.Text("pattern")) is not { } pattern)
        {
            _values.Rejected(thing.At, NoPattern, Encoding.UTF8.GetBytes(JsonText.Cut(json.Text("pattern"))));
        }
        else if (pattern.Alone.Exists(atom => atom.IsOfDns))
        {
            foreach (var atom in pattern.Alone.Where(atom => atom.IsOfDns))
            {
                Atom(thing.At, atom, Facts(thing, graph));
            }
        }
        else
        {
            _values.Passed(thing.At, pattern.NeedsSeveral ? Several : NotOfDns);
        }
    }

    static EntryFacts Facts(StixThing thing, StixGraph graph)
    {
        var json = thing.Json;
        var (seen, changed) = (graph.Seen(thing.Id), thing.Changed ?? json.Time("valid_from"));
        return new()
        {
            From = json.Time("valid_from"),
            Until = json.Time("valid_until"),
            LastSeen = seen > changed ? seen : changed ?? seen,
            Confidence = JsonText.Confidence(json.Text("confidence")),
            Threat = Threat(thing, graph),
            Reference = JsonText.Cut(thing.Id),
        };
    }

    static string Threat(StixThing thing, StixGraph graph)
    {
        if (graph.Threat(thing.Id) is { Length: > 0 } named)
        {
            return named;
        }
        return thing.Json.Words("name") is { Length: > 0 } name ? name : JsonText.Cut(thing.Json.Texts("indicator_types").Concat(thing.Json.Texts("labels")).FirstOrDefault(""));
    }

    void Atom(long at, StixAtom atom, in EntryFacts facts)
    {
        foreach (var value in atom.Values)
        {
            switch (atom.Operator)
            {
                case "=" or "IN" or "ISSUBSET":
                    _values.Value(at, Encoding.UTF8.GetBytes(value), facts);
                    break;
                case "LIKE":
                    Like(at, value, facts);
                    break;
                case "MATCHES":
                    _values.Passed(at, Because.Regex);
                    break;
                default:
                    _values.Passed(at, "comparisons that name nothing");
                    break;
            }
        }
    }

    /// <summary>In LIKE, <c>%</c> is any text and <c>_</c> any one character; only what begins with <c>%.</c>, or is a URL whose host is written out, names something.</summary>
    void Like(long at, string value, in EntryFacts facts)
    {
        var isBelow = value.StartsWith("%.", StringComparison.Ordinal);
        var rest = isBelow ? value[2..] : value;
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : rest.IndexOf('/', scheme + 3);
        rest = path < 0 ? rest : rest[..path];
        if (rest.AsSpan().IndexOfAny('%', '_') >= 0)
        {
            _values.Passed(at, Because.Patterns);
        }
        else
        {
            _values.Value(at, Encoding.UTF8.GetBytes(rest), isBelow ? facts with { Scope = NameScope.Below } : facts);
        }
    }

    void About(StixGraph graph)
    {
        var (mark, publisher, title) = (Tlp.None, "", "");
        DateTime? made = null;
        foreach (var thing in _things)
        {
            foreach (var id in thing.Json.Texts("object_marking_refs"))
            {
                var said = TlpMarks.OfId(id);
                mark = TlpMarks.Stricter(mark, said == Tlp.None && graph.Find(id) is { } definition ? TlpMarks.OfDefinition(definition.Json) : said);
            }
            publisher = publisher.Length > 0 || thing.Type != "indicator" ? publisher : graph.Find(thing.Json.Text("created_by_ref"))?.Json.Words("name") ?? "";
            title = title.Length > 0 || thing.Type != "report" ? title : thing.Json.Words("name");
            made = made is null || thing.Changed > made ? thing.Changed ?? made : made;
        }
        if (_things.Count > 0)
        {
            to.About(new() { Title = title, Publisher = publisher, Made = made, Tlp = mark });
        }
    }

    static byte[] Shown(JsonElement item) => Encoding.UTF8.GetBytes(JsonText.Cut(item.GetRawText()));
}
