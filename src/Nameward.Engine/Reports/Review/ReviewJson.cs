using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Review;

/// <summary>A review as JSON, schema <c>nameward/review/1</c> (docs/review.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class ReviewJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(ReviewDocument review) => TriageJson.Render(TriageJson.JsonForm.Line, json => Document(json, review));

    /// <summary>The document indented, with a line end.</summary>
    public static byte[] Indented(ReviewDocument review) => TriageJson.Render(TriageJson.JsonForm.Indented, json => Document(json, review));

    static void Document(Utf8JsonWriter json, ReviewDocument review)
    {
        json.WriteStartObject();
        json.WriteString("schema", ReviewDocument.SchemaName);
        TriageJson.Run(json, review.Run);
        json.WriteString("case", review.Case);
        json.WriteString("decision", review.Record.Decision.Decision);
        EscapeJson.Write(json, "line", review.Record.Decision.Line);
        TriageJson.Array(json, "findings", review.Findings, ProfileJson.Object<TriageFinding>(Finding));
        TriageJson.Array(json, "timeline", review.Timeline, ProfileJson.Object<ReviewMoment>((json, moment) =>
        {
            TriageJson.Time(json, "at", moment.At);
            json.WriteString("clock", moment.Clock);
            EscapeJson.Write(json, "what", moment.What);
        }));
        TriageJson.Array(json, "dwell", review.Dwell, ProfileJson.Object<ReviewSpan>((json, span) =>
        {
            json.WriteString("id", span.Id);
            json.WriteString("from", span.From);
            TriageJson.Time(json, "fromAt", span.FromAt);
            json.WriteString("to", span.To);
            TriageJson.Time(json, "toAt", span.ToAt);
            TriageJson.Number(json, "seconds", span.Lasted?.TotalSeconds);
        }));
        TriageJson.Array(json, "seen", review.Seen, ProfileJson.Object<SourceShare>(Share));
        Gap(json, review.Gap);
        TriageJson.Array(json, "bytes", review.Bytes, ProfileJson.Object<ReviewBytes>(Bytes));
        TriageJson.Array(json, "hosts", Ranking.Hosts(review.Record), ProfileJson.Object<AffectedHost>(Host));
        TriageJson.Array(json, "rootCause", review.Blanks, ProfileJson.Object<ReviewBlank>((json, blank) =>
        {
            json.WriteString("id", blank.Id);
            json.WriteString("asks", blank.Asks);
            EscapeJson.Write(json, "known", blank.Known);
            json.WriteNull("answer");
        }));
        Pack(json, review.Pack);
        Verified(json, review.Verified);
        TriageJson.Array(json, "actions", review.Actions, ProfileJson.Object<ReviewAction>((json, action) =>
        {
            json.WriteString("id", action.Id);
            json.WriteString("text", action.Text);
            json.WriteString("state", action.State);
            EscapeJson.Write(json, "owner", action.Owner);
            EscapeJson.Write(json, "found", action.Found);
        }));
        TriageJson.Array(json, "lessons", review.Lessons, ProfileJson.Object<ReviewLesson>((json, lesson) =>
        {
            json.WriteString("id", lesson.Id);
            EscapeJson.Write(json, "fact", lesson.Fact);
            json.WriteString("do", lesson.Do);
        }));
        Patch(json, review);
        TriageJson.Array(json, "techniques", NavigatorLayer.Techniques(review), ProfileJson.Object<ReviewTechnique>((json, technique) =>
        {
            json.WriteString("id", technique.Technique.Id);
            json.WriteString("name", technique.Technique.Name);
            json.WriteNumber("score", technique.Score);
            TriageJson.Texts(json, "findings", [.. technique.Findings.Select(finding => finding.Id)]);
        }));
        json.WriteString("tlp", Sharing.TlpWord.Of(Sharing.SharedCase.Of(review.Record).Tlp));
        TriageJson.Array(json, "evidence", review.Record.Evidence, TriageJson.Evidence);
        TriageJson.Array(json, "limits", review.Limits, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Finding(Utf8JsonWriter json, TriageFinding finding)
    {
        json.WriteString("id", finding.Id);
        json.WriteString("level", finding.Level);
        TriageJson.Number(json, "bits", finding.Bits);
        json.WriteString("detector", finding.Detector);
        json.WriteString("tool", finding.Tool);
        EscapeJson.Write(json, "title", finding.Title);
        TriageJson.Subject(json, finding.Subject);
        TriageJson.Time(json, "firstSeen", finding.FirstSeen);
        TriageJson.Time(json, "firstEscalation", finding.FirstEscalation?.Time);
        TriageJson.Time(json, "lastSeen", finding.LastSeen);
    }

    static void Share(Utf8JsonWriter json, SourceShare share)
    {
        EscapeJson.Write(json, "path", (HostileText?)share.Path);
        json.WriteString("format", share.Format);
        json.WriteString("finding", share.Finding);
        json.WriteNumber("messages", share.Messages);
        json.WriteNumber("clients", share.ClientCount);
        TriageJson.Array(json, "named", share.Clients, (json, client) => EscapeJson.Write(json, HostileText.Address(client)));
        TriageJson.Time(json, "first", share.First);
        TriageJson.Time(json, "last", share.Last);
    }

    static void Gap(Utf8JsonWriter json, DetectionGap gap)
    {
        json.WriteStartObject("gap");
        json.WriteNumber("replays", gap.Replays);
        TriageJson.Array(json, "rows", gap.AsItIs is null ? gap.Rows : [gap.AsItIs, .. gap.Rows], ProfileJson.Object<GapRow>((json, row) =>
        {
            json.WriteString("kind", ReviewWords.Id(row.Kind));
            json.WriteString("id", row.Id);
            EscapeJson.Write(json, "what", row.What);
            json.WriteString("decision", row.Decision);
            Moment(json, "escalates", row.Moment);
            TriageJson.Number(json, "earlierSeconds", gap.Earlier(row)?.TotalSeconds);
            TriageJson.Texts(json, "clauses", row.Clauses);
            TriageJson.Texts(json, "signals", row.Signals);
            json.WriteNumber("elsewhere", row.Elsewhere);
        }));
        TriageJson.Array(json, "notes", gap.Notes, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Bytes(Utf8JsonWriter json, ReviewBytes bytes)
    {
        json.WriteString("finding", bytes.Finding);
        Bounds(json, "upBytes", bytes.Payload?.UpBytes);
        Bounds(json, "downBytes", bytes.Payload?.DownBytes);
        json.WriteNumber("sessions", bytes.Sessions);
        TriageJson.Number(json, "recoveredUp", bytes.RecoveredUp);
        TriageJson.Number(json, "recoveredDown", bytes.RecoveredDown);
    }

    static void Bounds(Utf8JsonWriter json, string property, ByteBounds? bounds)
    {
        if (bounds is null)
        {
            json.WriteNull(property);
            return;
        }
        json.WriteStartObject(property);
        json.WriteNumber("low", bounds.Low);
        json.WriteNumber("high", bounds.High);
        json.WriteEndObject();
    }

    static void Host(Utf8JsonWriter json, AffectedHost host)
    {
        EscapeJson.Write(json, "client", (HostileText?)host.Client);
        EscapeJson.Write(json, "host", host.Host);
        EscapeJson.Write(json, "owner", host.Owner);
        EscapeJson.Write(json, "user", host.User);
        EscapeJson.Write(json, "process", host.Process);
        TriageJson.Texts(json, "findings", host.Findings);
        TriageJson.Time(json, "firstSeen", host.FirstSeen);
        TriageJson.Time(json, "lastSeen", host.LastSeen);
    }

    static void Pack(Utf8JsonWriter json, ReviewPack? pack)
    {
        if (pack is null)
        {
            json.WriteNull("pack");
            return;
        }
        json.WriteStartObject("pack");
        EscapeJson.Write(json, "label", (HostileText?)pack.Label);
        TriageJson.Time(json, "made", pack.Made);
        TriageJson.Time(json, "expires", pack.Expires);
        EscapeJson.Write(json, "action", (HostileText?)pack.Action);
        json.WriteNumber("blocked", pack.Blocked);
        json.WriteNumber("left", pack.Left);
        TriageJson.Array(json, "targets", pack.Targets, EscapeJson.Write);
        TriageJson.Number(json, "outside", pack.Outside);
        json.WriteEndObject();
    }

    static void Verified(Utf8JsonWriter json, ReviewVerified? verified)
    {
        if (verified is null)
        {
            json.WriteNull("verified");
            return;
        }
        json.WriteStartObject("verified");
        json.WriteString("outcome", verified.Outcome);
        TriageJson.Time(json, "since", verified.Since);
        TriageJson.Time(json, "made", verified.Made);
        TriageJson.Array(json, "items", verified.Items, ProfileJson.Object<ReviewVerifiedItem>((json, item) =>
        {
            EscapeJson.Write(json, "asks", item.Asks);
            json.WriteString("outcome", item.Outcome);
        }));
        json.WriteEndObject();
    }

    static void Patch(Utf8JsonWriter json, ReviewDocument review)
    {
        var patch = review.Patch;
        json.WriteStartObject("patch");
        TriageJson.Array(json, "indicators", patch.Indicators, ProfileJson.Object<Block>((json, block) =>
        {
            json.WriteString("kind", BlockWords.Id(block.Kind));
            EscapeJson.Write(json, "value", (HostileText?)block.Value);
            EscapeJson.Write(json, "reason", block.Reason);
        }));
        TriageJson.Array(json, "approved", patch.Approved, (json, server) => EscapeJson.Write(json, HostileText.Address(server.Server)));
        TriageJson.Texts(json, "networks", [.. patch.Networks.Select(network => network.Network.ToString())]);
        json.WriteString("clause", patch.Clause?.Id);
        TriageJson.Array(json, "because", patch.Because, EscapeJson.Write);
        TriageJson.Array(json, "files", review.Proof?.Files ?? [], ProfileJson.Object<ReviewProofFile>((json, file) =>
        {
            EscapeJson.Write(json, "path", (HostileText?)file.Path);
            Moment(json, "before", file.Before);
            Moment(json, "after", file.After);
            json.WriteBoolean("earlier", file.IsEarlier);
        }));
        json.WriteString("command", review.Proof?.Command);
        TriageJson.Array(json, "notes", review.Proof?.Notes ?? [], EscapeJson.Write);
        json.WriteEndObject();
    }

    /// <summary>A moment, and by how many seconds it can have been earlier.</summary>
    internal static void Moment(Utf8JsonWriter json, string property, EscalationMoment? moment)
    {
        if (moment is null)
        {
            json.WriteNull(property);
            return;
        }
        json.WriteStartObject(property);
        TriageJson.Time(json, "at", moment.At);
        TriageJson.Number(json, "withinSeconds", moment.Within.TotalSeconds);
        json.WriteEndObject();
    }
}
