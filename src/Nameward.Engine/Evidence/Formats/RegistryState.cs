namespace Nameward.Engine.Evidence.Formats;

/// <summary>Where a reader of an exported registry stands, and what it was told there.</summary>
sealed class RegistryState
{
    /// <summary>Bytes of a name that is longer than that of any computer, zone or interface; what is behind them is cut off.</summary>
    const int Longest = 512;

    /// <summary>Whether texts in bytes are UTF-16, as in files of version 5.00.</summary>
    public bool IsWide { get; private set; } = true;

    /// <summary>Whether a key has begun.</summary>
    public bool IsInKey { get; private set; }

    /// <summary>What the key is about.</summary>
    public RegistryArea Area { get; private set; }

    /// <summary>The interface, zone or rule that the key is of; empty where it is of none.</summary>
    public JoinedText Item { get; } = new();

    /// <summary>The namespace of a rule of the name resolution policy table, or the type of a zone, once it was told.</summary>
    public JoinedText Told { get; } = new();

    /// <summary>The name of the computer, once it was told.</summary>
    public JoinedText Host { get; } = new();

    /// <summary>Begins an export, which may be of another computer than the one before it.</summary>
    public void Begin(bool isWide)
    {
        (IsWide, IsInKey, Area) = (isWide, false, RegistryArea.Other);
        Host.Clear();
    }

    /// <summary>Goes to a key.</summary>
    /// <param name="path">Its path in lower case.</param>
    public void Enter(ReadOnlySpan<byte> path)
    {
        // In a file that takes keys away, a dash stands before the path: nothing is below it.
        IsInKey = true;
        Area = path is [(byte)'-', ..] ? RegistryArea.Other : RegistryKey.Of(path, Item);
        Remember(Item, Item.Text);
        Told.Clear();
    }

    /// <summary>Keeps a text.</summary>
    public static void Remember(JoinedText kept, ReadOnlySpan<byte> text)
    {
        Span<byte> copy = stackalloc byte[Longest];
        var length = Math.Min(text.Length, Longest);
        text[..length].CopyTo(copy);
        kept.Clear().Add(copy[..length]);
    }

    /// <summary>The same state, to go on from.</summary>
    public RegistryState Copy()
    {
        var copy = new RegistryState { IsWide = IsWide, IsInKey = IsInKey, Area = Area };
        copy.Item.Add(Item.Text);
        copy.Told.Add(Told.Text);
        copy.Host.Add(Host.Text);
        return copy;
    }
}
