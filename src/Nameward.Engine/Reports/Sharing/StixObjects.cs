using System.Globalization;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// The objects of one bundle, each once, in the order in which they were added. Every id is made of what the object is (UUID version 5), so that the same case gives the same
/// bundle; an object that is made at a time has the time in its id, because STIX lets none change when it was created (2.1 section 3.6).
/// </summary>
/// <param name="at">When the objects are made, UTC: the time of the case.</param>
/// <param name="marking">Id of the mark of all of them.</param>
sealed class StixObjects(DateTime at, string marking)
{
    /// <summary>The space of ids of observed things (STIX 2.1 section 2.9).</summary>
    static readonly Guid Observed = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>The space of ids of this program's own objects.</summary>
    static readonly Guid Own = new("ea64024b-88bb-440b-9105-b5af8f6945c1");

    /// <summary>When what stands in every bundle alike was made.</summary>
    const string Always = "2026-01-01T00:00:00.000Z";

    readonly List<Action<Utf8JsonWriter>> _objects = [];
    readonly List<string> _ids = [];
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Ids of all that was added, in order.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>Id of the producer.</summary>
    public string Producer { get; } = IdOf("identity", "nameward");

    /// <summary>When the objects are made, as STIX writes it.</summary>
    public string Made { get; } = Time(at);

    /// <summary>An id of our own.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="key">What it is, apart from all others of its type.</param>
    public static string IdOf(string type, string key) => $"{type}--{OwnUuid($"{type}\n{key}")}";

    /// <summary>A UUID of our own.</summary>
    public static Guid OwnUuid(string key) => NamedUuid.Of(Own, Encoding.UTF8.GetBytes(key));

    /// <summary>The id that an observed value has in every bundle of everybody: of its one property that counts, in canonical JSON (RFC 8785), which no character of it needs an escape in.</summary>
    public static string IdOf(SharedValue value) => $"{value.Type}--{NamedUuid.Of(Observed, Encoding.UTF8.GetBytes($$"""{"value":"{{value.Text}}"}"""))}";

    /// <summary>RFC 3339 with milliseconds, as STIX asks of the times of its own.</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Adds an object that is made with this bundle.</summary>
    /// <returns>Its id.</returns>
    public string Add(string type, string key, Action<Utf8JsonWriter> rest) => Add(type, IdOf(type, $"{key}\n{Made}"), Made, rest);

    /// <summary>Adds an object that is the same in every bundle.</summary>
    /// <returns>Its id.</returns>
    public string AddAlways(string type, string key, Action<Utf8JsonWriter> rest) => Add(type, IdOf(type, key), Always, rest);

    /// <summary>Adds an observed value.</summary>
    /// <returns>Its id.</returns>
    public string Add(SharedValue value)
    {
        var id = IdOf(value);
        AddOnce(id, json =>
        {
            Head(json, value.Type, id);
            json.WriteString("value", value.Text);
            Marked(json);
        });
        return id;
    }

    /// <summary>Adds an object of ATT&amp;CK, with its own times.</summary>
    /// <returns>Its id.</returns>
    public string Add(AttackObject known, Action<Utf8JsonWriter> rest)
    {
        var id = $"attack-pattern--{known.Id}";
        AddOnce(id, json =>
        {
            Head(json, "attack-pattern", id);
            json.WriteString("created", known.Created);
            json.WriteString("modified", known.Modified);
            rest(json);
        });
        return id;
    }

    /// <summary>Says that one object is something to another.</summary>
    public void Relate(string source, string relation, string target) => Add("relationship", $"{source}\n{relation}\n{target}", json =>
    {
        json.WriteString("relationship_type", relation);
        json.WriteString("source_ref", source);
        json.WriteString("target_ref", target);
    });

    /// <summary>Writes them all.</summary>
    public void Write(Utf8JsonWriter json)
    {
        foreach (var write in _objects)
        {
            write(json);
        }
    }

    string Add(string type, string id, string made, Action<Utf8JsonWriter> rest)
    {
        AddOnce(id, json =>
        {
            Head(json, type, id);
            if (id != Producer)
            {
                json.WriteString("created_by_ref", Producer);
            }
            json.WriteString("created", made);
            json.WriteString("modified", made);
            rest(json);
            if (made != Always)
            {
                Marked(json);
            }
        });
        return id;
    }

    void AddOnce(string id, Action<Utf8JsonWriter> write)
    {
        if (_known.Add(id))
        {
            _ids.Add(id);
            _objects.Add(json =>
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            });
        }
    }

    static void Head(Utf8JsonWriter json, string type, string id)
    {
        json.WriteString("type", type);
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", id);
    }

    void Marked(Utf8JsonWriter json) => StixJson.Texts(json, "object_marking_refs", marking);
}
