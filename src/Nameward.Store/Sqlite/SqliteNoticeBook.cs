using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Nameward.Engine.Reports.Notices;

namespace Nameward.Store.Sqlite;

/// <summary>The outbox of notices, and what each channel was told. Every change is one transaction, so that two processes never take the same notice.</summary>
sealed class SqliteNoticeBook(SqliteLink link) : INoticeBook
{
    // Notices that are done with are forgotten after this; what a channel was told is, when it would be told again anyhow.
    static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    const string Columns = "id, channel, created, title, decision, media, tries, next, fault, failing, delivered, dropped, reason";
    const string SelectAll = $"SELECT {Columns} FROM notice ORDER BY created, id";
    const string SelectBody = $"SELECT {Columns}, body FROM notice WHERE id = $1";
    const string SelectMark = "SELECT count(*) FROM notice_mark WHERE channel = $1 AND mark = $2 AND rank >= $3 AND at > $4";

    const string Insert = "INSERT INTO notice (id, channel, created, title, decision, media, body, tries, next) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $3)";
    const string UpsertMark = "INSERT INTO notice_mark (channel, mark, rank, at) VALUES ($1, $2, $3, $4) ON CONFLICT (channel, mark) DO UPDATE SET rank = excluded.rank, at = excluded.at";
    const string ForgetMarks = "DELETE FROM notice_mark WHERE channel = $1 AND at <= $2";
    const string ForgetDone = "DELETE FROM notice WHERE coalesce(delivered, dropped) <= $1";

    const string Take = """
        UPDATE notice SET tries = tries + 1, holder = $2, held = $4
        WHERE id = $1 AND delivered IS NULL AND dropped IS NULL AND next <= $5 AND (held IS NULL OR held <= $3)
        """;

    const string Acknowledge = "UPDATE notice SET delivered = $2, body = x'', holder = NULL, held = NULL WHERE id = $1 AND delivered IS NULL";
    const string GiveBack = "UPDATE notice SET fault = $4, failing = coalesce(failing, $3), next = $5, holder = NULL, held = NULL WHERE id = $1 AND holder = $2 AND delivered IS NULL";
    const string GiveUp = "UPDATE notice SET dropped = $2, reason = $3, body = x'' WHERE id = $1 AND delivered IS NULL AND dropped IS NULL";

    /// <inheritdoc/>
    public NoticeEntry? Put(string channel, ImmutableArray<NoticeMark> marks, DateTime now, TimeSpan repeat, Func<ImmutableArray<NoticeMark>, NoticeEntry> make)
    {
        NoticeEntry? put = null;
        link.Write(() =>
        {
            var before = (now - repeat).Ticks;
            ImmutableArray<NoticeMark> news = [.. marks.Where(mark => link.Number(SelectMark, channel, mark.Key, mark.Rank, before) == 0).Take(NoticeMarks.MostTogether)];
            if (news.IsEmpty)
            {
                return;
            }
            put = make(news);
            link.Run(ForgetMarks, channel, before);
            link.Run(ForgetDone, (now - Kept).Ticks);
            link.Run(Insert, put.Id, channel, now.Ticks, put.Title, put.Decision, put.MediaType, put.Body.ToArray());
            foreach (var mark in news)
            {
                link.Run(UpsertMark, channel, mark.Key, mark.Rank, now.Ticks);
            }
        });
        return put;
    }

    /// <inheritdoc/>
    public ImmutableArray<NoticeEntry> All() => [.. link.Rows(SelectAll, Read)];

    /// <inheritdoc/>
    public NoticeEntry? Claim(string id, string by, DateTime now, DateTime until, DateTime due)
    {
        NoticeEntry? claimed = null;
        link.Write(() => claimed = link.Run(Take, id, by, now.Ticks, until.Ticks, due.Ticks) == 1 ? link.Rows(SelectBody, row => Read(row) with { Body = row.GetFieldValue<byte[]>(13) }, id)[0] : null);
        return claimed;
    }

    /// <inheritdoc/>
    public void Delivered(string id, DateTime at) => link.Write(() => link.Run(Acknowledge, id, at.Ticks));

    /// <inheritdoc/>
    public void Failed(string id, string by, DateTime at, string because, DateTime next) => link.Write(() => link.Run(GiveBack, id, by, at.Ticks, because, next.Ticks));

    /// <inheritdoc/>
    public bool Drop(string id, DateTime at, string reason)
    {
        var any = false;
        link.Write(() => any = link.Run(GiveUp, id, at.Ticks, reason) == 1);
        return any;
    }

    static NoticeEntry Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Channel = row.GetString(1),
        Created = At(row, 2)!.Value,
        Title = row.GetString(3),
        Decision = row.GetString(4),
        MediaType = row.GetString(5),
        Tries = row.GetInt32(6),
        Next = At(row, 7)!.Value,
        Fault = Text(row, 8),
        FailingSince = At(row, 9),
        Delivered = At(row, 10),
        Dropped = At(row, 11),
        Reason = Text(row, 12),
    };

    static DateTime? At(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetInt64(column), DateTimeKind.Utc);

    static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
