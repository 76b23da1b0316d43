using System.Collections.Immutable;

namespace Nameward.Engine.Observations;

/// <summary>A configuration file as it lies there, cut into pieces that follow one another without a gap.</summary>
/// <param name="Bytes">The whole text.</param>
/// <param name="Pieces">Its pieces, in order.</param>
/// <param name="Faults">Records in it that could not be read.</param>
/// <param name="Again">Cuts another text of the same format.</param>
public sealed record StatedText(byte[] Bytes, ImmutableArray<TextPiece> Pieces, int Faults, Func<byte[], StatedText> Again)
{
    /// <summary>Bytes of the longest text that is cut: longer than any configuration written by hand.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The bytes of a piece.</summary>
    public ReadOnlySpan<byte> Of(TextPiece piece) => Bytes.AsSpan(piece.Start, piece.Length);
}

/// <summary>A piece of a configuration file.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">Its bytes, those of the indent before it and of the line end behind it too where it has its lines for itself.</param>
/// <param name="Role">What it is.</param>
/// <param name="Says">What it states of DNS; nothing where that is of no concern.</param>
public sealed record TextPiece(int Start, int Length, PieceRole Role, ImmutableArray<TextStatement> Says);

/// <summary>What a piece of a configuration file is.</summary>
public enum PieceRole
{
    /// <summary>White space, a comment, or signs that only part what stands beside them.</summary>
    Blank,
    /// <summary>What begins a block: a zone, a clause, a section.</summary>
    Head,
    /// <summary>What ends a block.</summary>
    End,
    /// <summary>A setting.</summary>
    Setting,
}

/// <summary>What a setting states: see <see cref="ConfigurationChange"/>.</summary>
/// <param name="Kind">What of DNS it is about.</param>
/// <param name="Object">What has the property.</param>
/// <param name="Property">Which property of that.</param>
/// <param name="Value">As it stands.</param>
public sealed record TextStatement(ConfigurationKind Kind, HostileText Object, HostileText Property, HostileText Value);
