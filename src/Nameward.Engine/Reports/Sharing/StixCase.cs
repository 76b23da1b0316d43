using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// A case as objects of STIX 2.1: each value is an indicator that indicates the adversary's infrastructure, its techniques and its tool, is based on what was observed, and was
/// sighted here.
/// </summary>
sealed class StixCase(SharedCase shared, StixObjects objects)
{
    const long MostCounted = 999_999_999;

    /// <summary>Adds all objects.</summary>
    public void Add()
    {
        objects.AddAlways("identity", "nameward", json =>
        {
            json.WriteString("name", "Nameward");
            json.WriteString("description", "A program that judges the use of adversaries' DNS servers. Who ran it is not said.");
            json.WriteString("identity_class", "system");
        });
        var indicators = shared.Indicators.ToDictionary(indicator => indicator.Value, Indicator);
        foreach (var finding in shared.Findings)
        {
            Finding(finding, indicators);
        }
        if (indicators.Count > 0)
        {
            Report();
        }
    }

    string Indicator(SharedIndicator indicator)
    {
        var gravest = indicator.Findings[0];
        return objects.Add("indicator", indicator.Value.Text, json =>
        {
            json.WriteString("name", indicator.Value.Text);
            json.WriteString("description", indicator.Description);
            StixJson.Texts(json, "indicator_types", Ranking.Escalates(gravest.Finding) ? "malicious-activity" : "anomalous-activity");
            json.WriteString("pattern", StixPatternText.Of(indicator.Value));
            json.WriteString("pattern_type", "stix");
            json.WriteString("pattern_version", "2.1");
            json.WriteString("valid_from", indicator.FirstSeen is { } first ? StixObjects.Time(first) : objects.Made);
            Phases(json, indicator.Techniques.Select(AttackTechnique.Of));
            json.WriteNumber("confidence", gravest.Confidence);
        });
    }

    void Finding(SharedFinding finding, Dictionary<SharedValue, string> indicators)
    {
        var values = finding.Values.Select(objects.Add).ToArray();
        var techniques = finding.Techniques.Select(technique => (Is: technique, Id: Technique(technique))).ToList();
        var tool = finding.Finding.Tool is { } name ? Tool(name) : null;
        var infrastructure = Infrastructure(finding, values);
        if (tool is not null)
        {
            objects.Relate(infrastructure, "hosts", tool);
            foreach (var technique in techniques.Where(technique => technique.Is.IsOfChannel))
            {
                objects.Relate(technique.Id, "uses", tool);
            }
        }
        var observed = Observed(finding, values);
        foreach (var value in finding.Values)
        {
            // The tool comes first: a reader that keeps one threat of an indicator keeps that.
            string[] indicated = [.. tool is null ? Array.Empty<string>() : [tool], infrastructure, .. techniques.Select(technique => technique.Id)];
            foreach (var target in indicated)
            {
                objects.Relate(indicators[value], "indicates", target);
            }
            objects.Relate(indicators[value], "based-on", observed);
            Sighting(finding.Finding, indicators[value], observed);
        }
    }

    string Tool(string name) => objects.AddAlways("tool", name, json =>
    {
        json.WriteString("name", name);
        StixJson.Texts(json, "tool_types", "unknown");
    });

    string Technique(AttackTechnique technique)
    {
        return technique.Stix is { } known ? objects.Add(known, Write) : objects.AddAlways("attack-pattern", technique.Id, Write);

        void Write(Utf8JsonWriter json)
        {
            json.WriteString("name", technique.Name);
            Phases(json, [technique]);
            json.WriteStartArray("external_references");
            json.WriteStartObject();
            json.WriteString("source_name", "mitre-attack");
            json.WriteString("external_id", technique.Id);
            json.WriteString("url", technique.Page);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    static void Phases(Utf8JsonWriter json, IEnumerable<AttackTechnique> techniques)
    {
        string[] tactics = [.. techniques.SelectMany(technique => technique.Tactics).Distinct().Order(StringComparer.Ordinal)];
        if (tactics.Length == 0)
        {
            return;
        }
        json.WriteStartArray("kill_chain_phases");
        foreach (var tactic in tactics)
        {
            json.WriteStartObject();
            json.WriteString("kill_chain_name", "mitre-attack");
            json.WriteString("phase_name", tactic);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    string Infrastructure(SharedFinding finding, string[] values)
    {
        var id = objects.Add("infrastructure", string.Join('\n', values), json =>
        {
            json.WriteString("name", $"DNS of an adversary: {string.Join(", ", finding.Values.Select(value => value.Text))}");
            StixJson.Texts(json, "infrastructure_types", TypeOf(finding));
            Seen(json, "first_seen", finding.Finding.FirstSeen);
            Seen(json, "last_seen", finding.Finding.LastSeen);
        });
        foreach (var value in values)
        {
            objects.Relate(id, "consists-of", value);
        }
        return id;
    }

    static string TypeOf(SharedFinding finding)
    {
        bool Has(string tactic) => finding.Techniques.Any(technique => technique.Tactics.Contains(tactic));
        return Has("command-and-control") ? "command-and-control" : Has("exfiltration") ? "exfiltration" : Has("impact") ? "amplification" : "unknown";
    }

    string Observed(SharedFinding finding, string[] values) => objects.Add("observed-data", Key(finding.Finding, string.Join('\n', values)), json =>
    {
        Seen(json, "first_observed", finding.Finding.FirstSeen ?? finding.Finding.LastSeen ?? shared.At ?? DateTime.UnixEpoch);
        Seen(json, "last_observed", finding.Finding.LastSeen ?? finding.Finding.FirstSeen ?? shared.At ?? DateTime.UnixEpoch);
        json.WriteNumber("number_observed", Math.Clamp(finding.Finding.Queries, 1, MostCounted));
        StixJson.Texts(json, "object_refs", values);
    });

    void Sighting(TriageFinding finding, string indicator, string observed) => objects.Add("sighting", Key(finding, indicator), json =>
    {
        Seen(json, "first_seen", finding.FirstSeen);
        Seen(json, "last_seen", finding.LastSeen);
        json.WriteNumber("count", Math.Clamp(finding.Queries, 0, MostCounted));
        json.WriteString("sighting_of_ref", indicator);
        StixJson.Texts(json, "observed_data_refs", observed);
        StixJson.Texts(json, "where_sighted_refs", objects.Producer);
    });

    void Report()
    {
        string[] all = [.. objects.Ids];
        objects.Add("report", string.Join('\n', all), json =>
        {
            json.WriteString("name", shared.Title);
            json.WriteString("description", $"Found by Nameward in an organisation's own DNS evidence; judged as of {objects.Made}. An indicator of a name stands for the name and all names below it.");
            StixJson.Texts(json, "report_types", "indicator", "observed-data");
            json.WriteString("published", objects.Made);
            StixJson.Texts(json, "object_refs", all);
        });
    }

    /// <summary>What tells one finding of a case from others of the same values.</summary>
    static string Key(TriageFinding finding, string what) => FormattableString.Invariant($"{what}\n{finding.Id}\n{finding.Queries}\n{finding.FirstSeen?.Ticks}\n{finding.LastSeen?.Ticks}");

    static void Seen(Utf8JsonWriter json, string property, DateTime? time)
    {
        if (time is { } known)
        {
            json.WriteString(property, StixObjects.Time(known));
        }
    }
}
