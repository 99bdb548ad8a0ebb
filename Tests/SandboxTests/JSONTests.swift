import Sandbox
import Testing
