"""The shared visual parts: shell, exhibit frame, controls, chips, states. No part knows a particular page."""
