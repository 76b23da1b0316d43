using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Notices;

/// <summary>
/// An event by the Elastic Common Schema 8.17 (elastic.co/docs/reference/ecs): <c>event.kind</c> is <c>alert</c>, the detector is the rule, techniques stand
/// under <c>threat</c>. A field that wants an address gets one or stays out, so that no event is turned away by its mapping.
/// </summary>
static class NoticeEcs
{
    const string Version = "8.17.0";
    const int MostRelated = 50;

    /// <summary>The event on one line, without its end.</summary>
    public static byte[] Line(NoticeEvent one) => NoticeJson.Written(json =>
    {
        json.WriteStartObject();
        TriageJson.Time(json, "@timestamp", one.Time);
        EscapeJson.Write(json, "message", one.Title);
        TriageJson.Texts(json, "tags", one.Notice.IsTest ? ["nameward", "test"] : ["nameward"]);
        if (one.Notice.Case is { } name)
        {
            Group(json, "labels", () => json.WriteString("case", name));
        }
        Group(json, "ecs", () => json.WriteString("version", Version));
        Group(json, "event", () => Event(json, one));
        Group(json, "observer", () =>
        {
            json.WriteString("vendor", NoticeEvent.Product);
            json.WriteString("product", NoticeEvent.Product);
            json.WriteString("type", "ids");
            json.WriteString("version", one.Notice.Document.Run.Version);
        });
        Group(json, "rule", () =>
        {
            json.WriteString("id", one.Rule);
            json.WriteString("name", one.RuleName);
            json.WriteString("ruleset", one.Notice.Document.Decision.Decision);
        });
        Ends(json, one);
        Threat(json, one);
        Related(json, one);
        json.WriteEndObject();
    });

    static void Event(Utf8JsonWriter json, NoticeEvent one)
    {
        json.WriteString("kind", "alert");
        TriageJson.Texts(json, "category", ["intrusion_detection", "network"]);
        TriageJson.Texts(json, "type", ["info"]);
        json.WriteString("id", one.Id);
        json.WriteString("module", "nameward");
        json.WriteString("dataset", "nameward.notice");
        json.WriteString("action", one.Notice.Document.Decision.Decision);
        json.WriteNumber("severity", NoticeCef.Severity(one.Level));
        EscapeJson.Write(json, "reason", one.Notice.Document.Decision.Line);
        TriageJson.Time(json, "created", one.Notice.At);
        Time(json, "start", one.Finding?.FirstSeen);
        Time(json, "end", one.Finding?.LastSeen);
    }

    // The hosts and names at both ends.
    static void Ends(Utf8JsonWriter json, NoticeEvent one)
    {
        End(json, "source", one.Client, null);
        End(json, "destination", one.Server, one.Finding?.Subject.Port);
        if (one.Zone is { } zone)
        {
            Group(json, "dns", () => Group(json, "question", () => EscapeJson.Write(json, "registered_domain", zone)));
        }
        Named(json, "host", one.Host?.Host);
        Named(json, "user", one.Host?.User);
        Named(json, "process", one.Host?.Process ?? one.Finding?.Subject.Process);
    }

    static void End(Utf8JsonWriter json, string group, HostileText? address, int? port)
    {
        if (address is null)
        {
            return;
        }
        Group(json, group, () =>
        {
            EscapeJson.Write(json, "address", address);
            if (NoticeEvent.IsAddress(address))
            {
                EscapeJson.Write(json, "ip", address);
            }
            if (port is { } some)
            {
                json.WriteNumber("port", some);
            }
        });
    }

    // A sub-technique stands under its technique: T1071.004 under T1071.
    static void Threat(Utf8JsonWriter json, NoticeEvent one)
    {
        if (one.Techniques.IsEmpty)
        {
            return;
        }
        Group(json, "threat", () =>
        {
            json.WriteString("framework", "MITRE ATT&CK");
            Group(json, "technique", () =>
            {
                TriageJson.Texts(json, "id", [.. one.Techniques.Select(technique => technique.Id.Split('.')[0]).Distinct()]);
                var below = one.Techniques.Where(technique => technique.Id.Contains('.', StringComparison.Ordinal)).ToList();
                Group(json, "subtechnique", () =>
                {
                    TriageJson.Texts(json, "id", [.. below.Select(technique => technique.Id)]);
                    TriageJson.Texts(json, "name", [.. below.Select(technique => technique.Name)]);
                    TriageJson.Texts(json, "reference", [.. below.Select(technique => technique.Page)]);
                });
            });
        });
    }

    static void Related(Utf8JsonWriter json, NoticeEvent one)
    {
        if (one.Finding is not { } finding)
        {
            return;
        }
        var rows = finding.Affected.Take(MostRelated).ToList();
        Group(json, "related", () =>
        {
            TriageJson.Array(json, "ip", Distinct(rows.Select(row => (HostileText?)row.Client).Append(one.Server).Where(NoticeEvent.IsAddress)), EscapeJson.Write);
            TriageJson.Array(json, "hosts", Distinct(rows.Select(row => row.Host).Append(one.Zone).Concat(finding.Subject.Zones.Take(MostRelated).Select(zone => (HostileText?)zone))), EscapeJson.Write);
            TriageJson.Array(json, "user", Distinct(rows.Select(row => row.User)), EscapeJson.Write);
        });
        Group(json, "nameward", () =>
        {
            json.WriteString("finding", finding.Id);
            json.WriteString("level", finding.Level);
            TriageJson.Number(json, "bits", finding.Bits);
            json.WriteBoolean("conclusive", finding.Conclusive);
            json.WriteString("tool", finding.Tool);
            json.WriteNumber("queries", finding.Queries);
            json.WriteNumber("hosts", finding.Affected.Length);
        });
    }

    static ImmutableArray<HostileText> Distinct(IEnumerable<HostileText?> texts) => [.. texts.OfType<HostileText>().Distinct()];

    static void Named(Utf8JsonWriter json, string group, HostileText? name)
    {
        if (name is not null)
        {
            Group(json, group, () => EscapeJson.Write(json, "name", name));
        }
    }

    static void Time(Utf8JsonWriter json, string property, DateTime? time)
    {
        if (time is not null)
        {
            TriageJson.Time(json, property, time);
        }
    }

    static void Group(Utf8JsonWriter json, string property, Action write)
    {
        json.WriteStartObject(property);
        write();
        json.WriteEndObject();
    }
}
