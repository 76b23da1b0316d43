using System.IO.Enumeration;
using System.Text;

namespace Nameward.Engine.Observations;

/// <summary>What a hostile text is, which decides how a person is shown it.</summary>
public enum HostileKind : byte
{
    /// <summary>A domain name: shown defanged.</summary>
    Name,
    /// <summary>An address: shown defanged where it lies outside the organisation.</summary>
    Address,
    /// <summary>Anything else: a line of a log, a TXT string, a path.</summary>
    Text,
}

/// <summary>What a hostile text means: a time, an address, a choice, whether it names something, other hostile texts. It is a value and never a string.</summary>
public delegate T Meaning<out T>(ReadOnlySpan<char> text) where T : struct;

/// <summary>
/// Text that an adversary may have written. It has no conversion to string: only the escapers of Reports, Containment and the console may ask for
/// <see cref="Raw"/>, each for its own destination; a test that reads the source holds that.
/// </summary>
public readonly record struct HostileText : IComparable<HostileText>
{
    readonly string? _raw;

    HostileText(string raw, HostileKind kind) => (_raw, Kind) = (raw, kind);

    /// <summary>What it is.</summary>
    public HostileKind Kind { get; }

    /// <summary>The text as it was written; for escapers alone.</summary>
    public string Raw => _raw ?? "";

    /// <summary>A domain name from its wire form, in canonical text.</summary>
    public static HostileText Name(ReadOnlySpan<byte> wireName) => new(WireName.ToText(wireName), HostileKind.Name);

    /// <summary>A domain name that is already in canonical text.</summary>
    public static HostileText Name(string canonical) => new(canonical, HostileKind.Name);

    /// <summary>An address; words where the evidence names none.</summary>
    public static HostileText Address(Address address) => address.IsNone ? Text("a host not named") : new(address.ToString(), HostileKind.Address);

    /// <summary>Whether nothing is written.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_raw);

    /// <summary>Any other text. Bytes are read as Latin-1, so that none is lost.</summary>
    public static HostileText Text(ReadOnlySpan<byte> bytes) => new(Encoding.Latin1.GetString(bytes), HostileKind.Text);

    /// <summary>Any other text.</summary>
    public static HostileText Text(string text) => new(text, HostileKind.Text);

    /// <summary>Whether both are names, and this one lies below the other.</summary>
    public bool IsBelow(HostileText zone) => (Kind, zone.Kind) == (HostileKind.Name, HostileKind.Name)
        && Raw.Length > zone.Raw.Length && Raw.EndsWith(zone.Raw, StringComparison.Ordinal) && Raw[^(zone.Raw.Length + 1)] == '.' && !Raw[..^(zone.Raw.Length + 1)].EndsWith('\\');

    /// <summary>
    /// Whether both may be the name of one host: its first label is the same in any case, and of two that both have a domain this is too. One source writes
    /// <c>pc7</c> where another writes <c>PC7.corp.example.</c>.
    /// </summary>
    public bool IsOfSameHost(HostileText other)
    {
        ReadOnlySpan<char> mine = Raw.AsSpan().TrimEnd('.'), theirs = other.Raw.AsSpan().TrimEnd('.');
        if (mine.Contains('.') && theirs.Contains('.'))
        {
            return mine.Equals(theirs, StringComparison.OrdinalIgnoreCase);
        }
        return Label(mine).Equals(Label(theirs), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Orders names of hosts so that those of one host (<see cref="IsOfSameHost"/>) stand together: by their first label, in any case.</summary>
    public static IComparer<HostileText> ByHost { get; } =
        Comparer<HostileText>.Create((one, other) => Label(one.Raw).CompareTo(Label(other.Raw), StringComparison.OrdinalIgnoreCase));

    static ReadOnlySpan<char> Label(ReadOnlySpan<char> name) => name.IndexOf('.') is >= 0 and var dot ? name[..dot] : name;

    /// <summary>What the text means, as a value: for judging what it says without ever holding it as text.</summary>
    public T As<T>(Meaning<T> meaning) where T : struct => meaning(_raw);

    /// <summary>Whether it is what a pattern of file names says (<c>*</c> and <c>?</c>), in any case.</summary>
    public bool Fits(HostileText pattern) => FileSystemName.MatchesSimpleExpression(pattern._raw, _raw);

    /// <summary>Several texts with a comma between each, as lists are written.</summary>
    public static HostileText Joined(IEnumerable<HostileText> texts) => Text(string.Join(", ", texts.Select(text => text._raw)));

    /// <inheritdoc/>
    public int CompareTo(HostileText other) => string.CompareOrdinal(Raw, other.Raw);

    /// <summary>The kind alone: a hostile text never slips into a string by accident.</summary>
    public override string ToString() => $"[hostile {Kind}]";
}
