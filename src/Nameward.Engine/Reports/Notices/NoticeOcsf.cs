using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports.Notices;

/// <summary>
/// An event by the Open Cybersecurity Schema Framework 1.5 (schema.ocsf.io), class Detection Finding (2004), activity Create: the finding in
/// <c>finding_info</c>, who asked whom for what in <c>evidences</c>.
/// </summary>
static class NoticeOcsf
{
    const string Version = "1.5.0";
    const int Category = 2, Class = 2004, Create = 1, TypeUid = (Class * 100) + Create, New = 1, Behavioural = 2, Hostname = 1, IpAddress = 2;

    /// <summary>The event on one line, without its end.</summary>
    public static byte[] Line(NoticeEvent one) => NoticeJson.Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("category_uid", Category);
        json.WriteNumber("class_uid", Class);
        json.WriteNumber("activity_id", Create);
        json.WriteNumber("type_uid", TypeUid);
        json.WriteNumber("time", Milliseconds(one.Notice.At));
        json.WriteNumber("severity_id", Severity(one.Level));
        json.WriteNumber("status_id", New);
        json.WriteBoolean("is_alert", !one.Notice.IsTest);
        EscapeJson.Write(json, "message", one.Notice.Document.Decision.Line);
        if (one.Finding is { } finding)
        {
            json.WriteNumber("confidence_score", new SharedFinding(finding, []).Confidence);
        }
        Metadata(json, one);
        Info(json, one);
        Evidences(json, one);
        Observables(json, one);
        json.WriteEndObject();
    });

    static int Severity(string level) => level switch { "critical" => 5, "high" => 4, "medium" => 3, "low" => 2, _ => 1 };

    static void Metadata(Utf8JsonWriter json, NoticeEvent one)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", Version);
        json.WriteString("uid", one.Id);
        json.WriteString("correlation_uid", one.Notice.Id);
        TriageJson.Texts(json, "labels", one.Notice.IsTest ? ["test"] : [one.Notice.Document.Decision.Decision]);
        json.WriteStartObject("product");
        json.WriteString("name", NoticeEvent.Product);
        json.WriteString("vendor_name", NoticeEvent.Product);
        json.WriteString("version", one.Notice.Document.Run.Version);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Info(Utf8JsonWriter json, NoticeEvent one)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", one.Id);
        EscapeJson.Write(json, "title", one.Title);
        json.WriteNumber("created_time", Milliseconds(one.Notice.At));
        if (one.Finding is { FirstSeen: { } first, LastSeen: { } last })
        {
            json.WriteNumber("first_seen_time", Milliseconds(first));
            json.WriteNumber("last_seen_time", Milliseconds(last));
        }
        json.WriteStartObject("analytic");
        json.WriteString("uid", one.Rule);
        json.WriteString("name", one.RuleName);
        json.WriteNumber("type_id", Behavioural);
        json.WriteEndObject();
        TriageJson.Array(json, "attacks", one.Techniques, Attack);
        json.WriteEndObject();
    }

    static void Attack(Utf8JsonWriter json, AttackTechnique technique)
    {
        var isSub = technique.Id.Contains('.', StringComparison.Ordinal);
        json.WriteStartObject();
        json.WriteString("version", "18");
        json.WriteStartObject("technique");
        json.WriteString("uid", technique.Id.Split('.')[0]);
        if (!isSub)
        {
            json.WriteString("name", technique.Name);
        }
        json.WriteEndObject();
        if (isSub)
        {
            json.WriteStartObject("sub_technique");
            json.WriteString("uid", technique.Id);
            json.WriteString("name", technique.Name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    // At least one of its parts has to stand in each piece of evidence (objects/evidences.json).
    static void Evidences(Utf8JsonWriter json, NoticeEvent one)
    {
        if (one is { Client: null, Server: null, Zone: null })
        {
            return;
        }
        json.WriteStartArray("evidences");
        json.WriteStartObject();
        End(json, "src_endpoint", one.Client, null, one.Host?.Host);
        End(json, "dst_endpoint", one.Server, one.Finding?.Subject.Port, null);
        Part(json, "query", "hostname", one.Zone);
        Part(json, "process", "name", one.Host?.Process ?? one.Finding?.Subject.Process);
        Part(json, "user", "name", one.Host?.User);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void End(Utf8JsonWriter json, string part, HostileText? address, int? port, HostileText? host)
    {
        if (address is null)
        {
            return;
        }
        json.WriteStartObject(part);
        EscapeJson.Write(json, NoticeEvent.IsAddress(address) ? "ip" : "name", address);
        if (port is { } some)
        {
            json.WriteNumber("port", some);
        }
        if (host is not null)
        {
            EscapeJson.Write(json, "hostname", host);
        }
        json.WriteEndObject();
    }

    static void Part(Utf8JsonWriter json, string part, string property, HostileText? text)
    {
        if (text is not null)
        {
            json.WriteStartObject(part);
            EscapeJson.Write(json, property, text);
            json.WriteEndObject();
        }
    }

    static void Observables(Utf8JsonWriter json, NoticeEvent one)
    {
        ImmutableArray<(string Name, HostileText? Value, int Type)> all =
        [
            ("evidences[0].src_endpoint.ip", NoticeEvent.IsAddress(one.Client) ? one.Client : null, IpAddress),
            ("evidences[0].dst_endpoint.ip", NoticeEvent.IsAddress(one.Server) ? one.Server : null, IpAddress),
            ("evidences[0].query.hostname", one.Zone, Hostname),
        ];
        TriageJson.Array(json, "observables", [.. all.Where(item => item.Value is not null)], (json, item) =>
        {
            json.WriteStartObject();
            json.WriteString("name", item.Name);
            json.WriteNumber("type_id", item.Type);
            EscapeJson.Write(json, "value", item.Value);
            json.WriteEndObject();
        });
    }

    static long Milliseconds(DateTime time) => new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
