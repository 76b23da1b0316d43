namespace Nameward.Engine.Rollups;

/// <summary>What a key of the pair table is reckoned to cost, in bytes: never less than its memory in the worst case, and made up of its rows alone.</summary>
static class PairCost
{
    /// <summary>A key without rows: its cell in a table that is not full, and a zone that nobody else asked for.</summary>
    public const int Key = 128;

    /// <summary>A key that holds sketches.</summary>
    public const int Large = 20 << 10;

    /// <summary>Bytes that one unit of a cell stands for.</summary>
    public const int Unit = 32;

    /// <summary>Most units of a small key: with more, its sketches cost less.</summary>
    public const int MostUnits = byte.MaxValue;

    /// <summary>Units of a row, by its length without the context that it may spell out.</summary>
    public static int UnitsOf(int length) => (length + sizeof(int) + Unit - 1) / Unit;
}
