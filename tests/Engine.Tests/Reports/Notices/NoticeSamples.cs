using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Notices;

namespace Nameward.Engine.Tests.Reports.Notices;

/// <summary>Notices of the invented triage records.</summary>
static class NoticeSamples
{
    public static readonly LastDotDefang Brackets = new();

    public static Notice Of(TriageDocument document, params ImmutableArray<string> on)
    {
        var marks = NoticeMarks.Of(document, on.IsEmpty ? ["watch", "escalate"] : on);
        var at = TriageSamples.At("11:03:00");
        return new()
        {
            Document = document,
            Id = Notice.IdOf("soc", marks.Select(mark => mark.Key), at),
            At = at,
            Channel = "soc",
            Findings = [.. marks.Select(mark => mark.Finding).OfType<TriageFinding>()],
            Case = "case-0318",
        };
    }

    public static string Text(string form, TriageDocument document) => Encoding.ASCII.GetString(NoticeForm.Of(form).Whole(Of(document), Brackets));
}
