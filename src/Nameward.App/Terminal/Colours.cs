namespace Nameward.App.Terminal;

/// <summary>Whether an output takes colours.</summary>
enum Colours
{
    /// <summary>None: not one escape code.</summary>
    None,
    /// <summary>The sixteen of every terminal.</summary>
    Sixteen,
}
