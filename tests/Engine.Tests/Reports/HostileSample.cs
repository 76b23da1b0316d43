using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using static Nameward.Engine.Tests.Reports.TriageSamples;

namespace Nameward.Engine.Tests.Reports;

/// <summary>A record in which one and the same hostile text stands in every place that an adversary can write to.</summary>
static class HostileSample
{
    public static ImmutableArray<string> Texts =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style></title></pre></svg><iframe>",
        "\x1b[2J\x1b[31mESCALATE\x1b[0m",
        "\u009b31m\u0090q\u009c",
        "one\ntwo\r\nthree\u2028four",
        "=cmd|' /C calc'!A0",
        "+1+1,\"x\";@SUM(1)",
        "\t=1+1",
        "-2+3",
        "[click](javascript:alert(1)) ![x](http://h.example/x.png)",
        "```\n# heading\n| a | b |\n<b>x</b>",
        "`` ` ``|x",
        "safe\u202egnp.exe\u2066\u200b\u200f\ufeff",
        "nul\0byte \x80\xfe\xff",
        new('a', 300),
        new string('\x1b', 300),
        @"already \x1b \u{202e} escaped",
        "https://h.example/ www.h.example a@h.example",
        "# comment\n10.0.0.0/8",
        "$(reboot) `reboot` ; rm -rf /",
        "&amp;&#60;script&#62;",
        "",
    ];

    /// <summary>The escalation with <paramref name="text"/> in place of every hostile text.</summary>
    public static TriageDocument With(HostileText text)
    {
        var document = EscalateSample.Document;
        Sentence sentence = Sentence.Of($"before {text} after.");
        return document with
        {
            Evidence = [.. document.Evidence.Select(source => source with { Path = text })],
            Coverage = document.Coverage with { Gaps = [new(At("08:47:00"), At("08:54:00"), text)], Clocks = [new(text, text, -3, 7)] },
            Census = [.. document.Census.Select(server => server with { Server = text, TopClients = [text], Users = [new(text, 7)], Reasons = [sentence] })],
            Findings = [.. document.Findings.Select(finding => Finding(finding, text, sentence))],
            Sessions = [.. document.Sessions.Select(session => session with { Session = session.Session with { Notes = [sentence] } })],
            Questions = [.. document.Questions.Select(question => question with { Reasons = [sentence] })],
            Changes = [.. document.Changes.Select(change => new TriageChange(change.Time, change.What, text, text, text, text, text, change.Outcome) { Server = text, Property = text, Path = text, Position = 7, Why = sentence, How = sentence })],
            Since = document.Since! with { Record = text, New = [.. document.Since.New.Select(finding => finding with { Title = sentence })], Gone = [], Grown = [], Shrunk = [], Same = [] },
            Suppressions = [.. document.Suppressions.Select(suppression => suppression with { What = suppression.What with { Reason = text, By = text } })],
            Related = [.. document.Related.Select(related => related with { Line = sentence, Reasons = [sentence] })],
            Links = [.. document.Links.Select(linked => linked with { Reasons = [sentence] })],
            Tickets = new(text, 4, "jira", "UTC", [sentence]),
            Decision = document.Decision with
            {
                Line = sentence,
                WouldChange = [sentence],
                DoNow = [sentence],
                DoNot = [sentence],
                NextSteps = [new(1, sentence, sentence), new(2, sentence, null)],
            },
        };
    }

    /// <summary>The sessions with <paramref name="text"/> in place of every hostile text.</summary>
    public static ReconstructDocument SessionsWith(HostileText text)
    {
        Sentence sentence = Sentence.Of($"before {text} after.");
        return ReconstructDocument.Of(With(text)) with
        {
            Sessions = [.. ReconstructSample.Sessions.Select(session => session with { Session = session.Session with { Notes = [sentence], Events = [.. session.Session.Events.Select(told => told with { What = sentence })] } })],
        };
    }

    static TriageFinding Finding(TriageFinding finding, HostileText text, Sentence sentence) => finding with
    {
        Title = sentence,
        Subject = new(text, text, [text], text, 53, text),
        Affected = [.. finding.Affected.Select(row => row with { Client = text, Host = text, User = text, Process = text, Owner = text, Role = text, Criticality = text, Note = Sentence.Of($"leases overlap: {text} or {text}") })],
        Prior = finding.Prior with { Text = sentence },
        Signals = [.. finding.Signals.Select(signal => signal with { Text = sentence })],
        AlsoSeen = [new(text, "asks-for-it", 9, 8, 0.99, 2, sentence)],
        Traits = [.. finding.Traits.Select(trait => trait with { Value = text, Text = sentence })],
        Suppressed = finding.Suppressed is { } by ? by with { Reason = text, By = text } : null,
        Evidence = [new(text, 7, text, text)],
    };
}
