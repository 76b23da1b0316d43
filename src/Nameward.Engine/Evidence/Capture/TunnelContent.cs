namespace Nameward.Engine.Evidence.Capture;

/// <summary>What the payload of an IP packet is as an envelope of another packet.</summary>
enum TunnelContent : byte
{
    /// <summary>No envelope.</summary>
    None,
    /// <summary>It holds an IP packet.</summary>
    Ip,
    /// <summary>It holds something else.</summary>
    Other,
    /// <summary>It ends before that can be told.</summary>
    Cut,
}
