namespace Nameward.Engine.Evidence.Formats;

/// <summary>Whose BIND wrote a log: products made from it write lines of their own among those of BIND.</summary>
enum BindDialect : byte
{
    /// <summary>The one of ISC.</summary>
    Plain,
    /// <summary>Infoblox NIOS.</summary>
    Infoblox,
    /// <summary>EfficientIP SOLIDserver.</summary>
    EfficientIp,
}
