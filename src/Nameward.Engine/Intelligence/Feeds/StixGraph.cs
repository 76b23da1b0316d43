namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What objects of STIX say of each other: what indicates what, what somebody calls bad, what was seen when.</summary>
sealed class StixGraph
{
    /// <summary>What names a threat. Groups and actors are left out: who it was is nothing that DNS evidence can say.</summary>
    static readonly HashSet<string> Threats = ["malware", "tool", "campaign", "infrastructure"];

    static readonly HashSet<string> Observed = ["domain-name", "ipv4-addr", "ipv6-addr", "url"];

    /// <summary>Relations by which an infrastructure or a malware names what it uses.</summary>
    static readonly HashSet<string> Uses = ["consists-of", "communicates-with", "uses", "hosts", "beacons-to", "exfiltrates-to", "downloads", "has"];

    readonly Dictionary<string, StixThing> _things = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _threats = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateTime> _seen = new(StringComparer.Ordinal);
    readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Makes the graph of objects, each in its newest version.</summary>
    public StixGraph(IReadOnlyCollection<StixThing> things)
    {
        foreach (var thing in things)
        {
            _things[thing.Id] = thing;
        }
        foreach (var thing in things)
        {
            if (thing.Type == "relationship" && !thing.Json.Says("revoked"))
            {
                Relate(thing.Json.Text("source_ref"), thing.Json.Text("relationship_type"), thing.Json.Text("target_ref"));
            }
            else if (thing.Type == "sighting")
            {
                See(thing);
            }
        }
    }

    /// <summary>An object by its id; null where it is not there.</summary>
    public StixThing? Find(string id) => _things.GetValueOrDefault(id);

    /// <summary>What an object is said to be; empty where nobody says it.</summary>
    public string Threat(string id) => _threats.GetValueOrDefault(id, "");

    /// <summary>When an object was last sighted, UTC; null for never.</summary>
    public DateTime? Seen(string id) => _seen.TryGetValue(id, out var at) ? at : null;

    /// <summary>Whether somebody calls an observed thing bad.</summary>
    public bool IsNamed(string id) => _named.Contains(id);

    /// <summary>Whether a type is that of a thing that DNS evidence can show.</summary>
    public static bool IsObserved(string type) => Observed.Contains(type);

    void Relate(string source, string relation, string target)
    {
        var (from, to) = (Find(source), Find(target));
        if (from is null || to is null)
        {
            return;
        }
        if (relation == "indicates" && Threats.Contains(to.Type))
        {
            Say(source, to);
        }
        else if (from.Type is "infrastructure" or "malware" && Uses.Contains(relation))
        {
            Name(to, from);
        }
        else if (relation is "indicates" or "based-on")
        {
            Name(to, from);
        }
        if (from.Type == "infrastructure" && to.Type == "malware" && relation is ("controls" or "delivers"))
        {
            Say(source, to);
        }
    }

    void Say(string id, StixThing threat)
    {
        if (JsonText.Cut(threat.Json.Text("name")) is { Length: > 0 } name)
        {
            _threats.TryAdd(id, name);
        }
    }

    /// <summary>Takes what is called bad; of a set of observed data, each thing in it.</summary>
    void Name(StixThing thing, StixThing by)
    {
        if (IsObserved(thing.Type))
        {
            _named.Add(thing.Id);
            if (Threats.Contains(by.Type))
            {
                Say(thing.Id, by);
            }
        }
        else if (thing.Type == "observed-data")
        {
            foreach (var id in thing.Json.Texts("object_refs"))
            {
                if (Find(id) is { } found && IsObserved(found.Type))
                {
                    _named.Add(found.Id);
                }
            }
        }
    }

    void See(StixThing sighting)
    {
        var id = sighting.Json.Text("sighting_of_ref");
        if ((sighting.Json.Time("last_seen") ?? sighting.Json.Time("first_seen") ?? sighting.Changed) is { } at && (Seen(id) is not { } known || known < at))
        {
            _seen[id] = at;
        }
        if (Find(id) is { } of && IsObserved(of.Type))
        {
            _named.Add(id);
        }
        foreach (var data in sighting.Json.Texts("observed_data_refs"))
        {
            if (Find(data) is { } found)
            {
                Name(found, sighting);
            }
        }
    }
}
