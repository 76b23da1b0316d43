using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>Makes what goes into the outbox of what a triage says.</summary>
/// <param name="defang">Brackets names and addresses in what people read.</param>
sealed class NoticeMaker(IDefang defang)
{
    readonly EscapeNotice _escape = new(defang);

    /// <summary>Puts what is new for a channel into the outbox: all of it, in as many notices as it takes.</summary>
    /// <returns>The notices that were put.</returns>
    public ImmutableArray<NoticeEntry> Put(INoticeBook book, Channel channel, TriageDocument document, string? of, DateTime now)
    {
        var marks = NoticeMarks.Of(document, channel.On);
        var put = ImmutableArray.CreateBuilder<NoticeEntry>();
        while (!marks.IsEmpty && book.Put(channel.Name, marks, now, channel.Repeat, news => Entry(channel, Notice(channel, document, of, news, now))) is { } entry)
        {
            put.Add(entry);
        }
        return put.ToImmutable();
    }

    /// <summary>A notice that only tries a channel.</summary>
    public NoticeEntry Test(Channel channel, DateTime now) => Entry(channel, new()
    {
        Document = TestDocument.Of(channel.Name, now),
        Id = Engine.Reports.Notices.Notice.IdOf(channel.Name, ["test"], now),
        At = now,
        Channel = channel.Name,
        Findings = [],
        IsTest = true,
    });

    static Notice Notice(Channel channel, TriageDocument document, string? of, ImmutableArray<NoticeMark> news, DateTime now) => new()
    {
        Document = document,
        Id = Engine.Reports.Notices.Notice.IdOf(channel.Name, news.Select(mark => mark.Key), now),
        At = now,
        Channel = channel.Name,
        Findings = [.. news.Select(mark => mark.Finding).OfType<TriageFinding>()],
        Case = of,
    };

    NoticeEntry Entry(Channel channel, Notice notice)
    {
        var form = NoticeForm.Of(channel.Format);
        var isJson = channel.Format == "json";
        var made = channel.Template is { } template ? NoticeTemplate.Read(template, isJson).Render(notice, _escape, isJson) : null;
        var title = (made is not null && !isJson ? made : NoticeTemplate.Shipped.Render(notice, _escape)).Subject;
        return new()
        {
            Id = notice.Id.ToString(),
            Channel = channel.Name,
            Created = notice.At,
            Title = title,
            Decision = notice.Document.Decision.Decision,
            MediaType = form.MediaType,
            Body = made is null ? form.Whole(notice, defang) : Encoding.UTF8.GetBytes(made.Body),
            Next = notice.At,
        };
    }
}
