using System.Collections.Immutable;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Engine.Cases;

/// <summary>
/// Where cases are kept: the rows of their trails, which are only ever added to, and the contents that rows speak of, by their SHA-256. The store knows nothing of
/// what they say.
/// </summary>
public interface ICaseBook
{
    /// <summary>Adds rows behind those of their trail; all or none. The first row of a case gives it the store's next number.</summary>
    /// <param name="rows">Rows of one trail, chained behind the last one that the writer saw (<see cref="TrailChain.After"/>).</param>
    /// <returns>Whether they were added; false where the trail does not end any more where the writer saw it end.</returns>
    /// <exception cref="UserError">The store cannot be written; nothing is changed.</exception>
    bool Append(ImmutableArray<TrailRow> rows);

    /// <summary>All rows of a trail, in the order in which they were added; empty where there is no such trail.</summary>
    ImmutableArray<TrailRow> Rows(string subject);

    /// <summary>Where each trail ends: those of cases by number, then others by subject.</summary>
    ImmutableArray<TrailHead> Heads();

    /// <summary>Keeps a content; nothing changes where it is kept already.</summary>
    /// <returns>Its SHA-256, in lower-case hexadecimal digits.</returns>
    string Put(ReadOnlySpan<byte> content);

    /// <summary>The content of a sum; null where there is none.</summary>
    byte[]? Content(string sha256);

    /// <summary>What is wrong with all trails, sentences without their ends, each of which names the trail and the row; empty where nothing is.</summary>
    ImmutableArray<string> Problems();
}
