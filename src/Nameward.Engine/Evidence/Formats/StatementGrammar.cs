using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A block of statements that is open.</summary>
/// <param name="Kind">Which one, as its grammar numbers them; 0 for one whose statements are of no concern.</param>
/// <param name="Name">The name behind its word, in the bytes of the configuration; empty where it has none.</param>
readonly record struct StatementBlock(byte Kind, byte[] Name);

/// <summary>
/// What the statements of one product's configuration say. It belongs to one reader and keeps the blocks that are open, and of few products what statements
/// above named.
/// </summary>
abstract class StatementGrammar
{
    /// <summary>More blocks one in another than any configuration has.</summary>
    const int MostBlocks = 16;

    /// <summary>Bytes of the longest name that is kept: that of a zone, each byte of it escaped (RFC 1035 section 5.1).</summary>
    const int LongestName = 4 * 255;

    readonly List<StatementBlock> _blocks;
    int _deeper;

    /// <summary>At the start of a configuration.</summary>
    protected StatementGrammar() => _blocks = [];

    /// <summary>Where <paramref name="other"/> stands.</summary>
    protected StatementGrammar(StatementGrammar other) => (_blocks, _deeper, Own, Foreign) = ([.. other._blocks], other._deeper, other.Own, other.Foreign);

    /// <summary>Statements that only this product has, among those read so far.</summary>
    public int Own { get; protected set; }

    /// <summary>Statements outside of all blocks that this product has not.</summary>
    public int Foreign { get; protected set; }

    /// <summary>Parts of its configuration that stand in other files.</summary>
    public int Includes { get; protected set; }

    /// <summary>The blocks that are open, the outermost first.</summary>
    protected IReadOnlyList<StatementBlock> Blocks => _blocks;

    /// <summary>Kind of the innermost open block; null outside of all.</summary>
    protected byte? Kind => _deeper > 0 ? (byte)0 : _blocks.Count == 0 ? null : _blocks[^1].Kind;

    /// <summary>A grammar that goes on from here, independent of this one.</summary>
    public abstract StatementGrammar Fork();

    /// <summary>Whether behind these words and their brace, which is the last byte, stand statements, and not a value.</summary>
    public abstract bool OpensBlock(ReadOnlySpan<byte> head);

    /// <summary>Reads a whole statement, whose semicolon is the last byte.</summary>
    public abstract LineResult Read(ReadOnlySpan<byte> statement, long offset, IBatchWriter rows);

    /// <summary>Which block the head of one opens.</summary>
    protected abstract StatementBlock BlockOf(ReadOnlySpan<byte> head);

    /// <summary>Opens the block of a head; what it says itself.</summary>
    public virtual LineResult Open(ReadOnlySpan<byte> head, long offset, IBatchWriter rows)
    {
        if (_blocks.Count == MostBlocks)
        {
            _deeper++;
            return LineResult.Malformed("blocks are nested too deep");
        }
        var block = BlockOf(head);
        _blocks.Add(block.Name.Length > LongestName ? block with { Name = block.Name[..LongestName] } : block);
        return LineResult.Ignored;
    }

    /// <summary>Closes the innermost block; false where none is open.</summary>
    public bool Close()
    {
        var isOpen = _deeper > 0 || _blocks.Count > 0;
        if (_deeper > 0)
        {
            _deeper--;
        }
        else if (isOpen)
        {
            _blocks.RemoveAt(_blocks.Count - 1);
        }
        return isOpen;
    }

    /// <summary>The innermost open block of a kind; null where none is open.</summary>
    protected StatementBlock? Within(byte kind)
    {
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            if (_blocks[i].Kind == kind)
            {
                return _blocks[i];
            }
        }
        return null;
    }

    /// <summary>How much the first bytes of a source look like a configuration of this grammar.</summary>
    public Likeness Look(ReadOnlySpan<byte> head)
    {
        new StatementReader(this).Read(head, isLast: false, NoRows.Instance);
        if (Foreign == 0)
        {
            return Own > 0 ? Likeness.Likely : Includes > 0 ? Likeness.Possible : Likeness.No;
        }
        return Own > 2 * Foreign ? Likeness.Possible : Likeness.No;
    }
}
