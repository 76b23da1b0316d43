using System.Collections.Immutable;
using System.Globalization;

namespace Nameward.Engine.Cases.Trails;

/// <summary>Writes into trails by the rule of two writers: who decides by what he saw is told when somebody was quicker; who only adds is put behind him.</summary>
/// <param name="book">Where they are kept.</param>
/// <param name="clock">Tells when.</param>
/// <param name="who">Who writes.</param>
public sealed class TrailPen(ICaseBook book, TimeProvider clock, string who)
{
    /// <summary>How often an addition is tried again.</summary>
    const int Tries = 16;

    /// <summary>Writes what was decided by the rows that were seen.</summary>
    /// <param name="subject">Whose trail.</param>
    /// <param name="seen">All rows that the writer saw.</param>
    /// <param name="entries">What is done.</param>
    /// <exception cref="UserError">Somebody wrote meanwhile: it says who and what. Nothing is written.</exception>
    public ImmutableArray<TrailRow> Decide(string subject, IReadOnlyList<TrailRow> seen, params ReadOnlySpan<TrailEntry> entries)
    {
        var rows = TrailChain.After(subject, seen.Count == 0 ? null : seen[^1], Now, who, entries);
        return book.Append(rows) ? rows : throw Meanwhile(subject, seen.Count);
    }

    /// <summary>Writes what holds whatever somebody else wrote meanwhile, as a note does.</summary>
    /// <param name="subject">Whose trail.</param>
    /// <param name="entries">What is added.</param>
    public ImmutableArray<TrailRow> Add(string subject, params ReadOnlySpan<TrailEntry> entries)
    {
        var seen = book.Rows(subject);
        for (var i = 1; i < Tries; i++)
        {
            var rows = TrailChain.After(subject, seen is [.., var last] ? last : null, Now, who, entries);
            if (book.Append(rows))
            {
                return rows;
            }
            seen = book.Rows(subject);
        }
        return Decide(subject, seen, entries);
    }

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    UserError Meanwhile(string subject, int seen)
    {
        var news = book.Rows(subject).Skip(seen).ToList();
        var told = news.Count == 0 ? null : string.Join("; ", news.TakeLast(3).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Who} at {row.At:yyyy-MM-dd HH:mm:ss}: {row.Action}")));
        return new("somebody else wrote meanwhile, and nothing was done", told, "look at it again, and then do it again");
    }
}
