namespace Nameward.Engine.Evidence.Formats;

/// <summary>The content types that a control frame names.</summary>
[Flags]
enum DnstapContent : byte
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>dnstap.</summary>
    Dnstap = 1,
    /// <summary>Something else.</summary>
    Other = 2,
}
